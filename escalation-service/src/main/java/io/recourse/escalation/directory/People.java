package io.recourse.escalation.directory;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** Who is who, as identity says: whom to write to, and where. */
@ApplicationScoped
public class People {

    /** Remembers a person; what is older than what is known changes nothing. */
    public Uni<Void> remember(SqlClient transaction, Person person, Instant asOf) {
        return transaction
                .preparedQuery("""
                        insert into person (id, username, name, email, role, active, erased, as_of)
                        values ($1, $2, $3, $4, $5, $6, false, $7)
                        on conflict (id) do update set
                            username = excluded.username, name = excluded.name, email = excluded.email,
                            role = excluded.role, active = excluded.active, as_of = excluded.as_of
                        where person.as_of <= excluded.as_of and not person.erased""")
                .execute(Tuple.from(Arrays.asList(
                        person.id(),
                        person.username(),
                        person.name(),
                        person.email(),
                        person.role().toString(),
                        person.active(),
                        asOf.atOffset(ZoneOffset.UTC))))
                .replaceWithVoid();
    }

    /** Forgets a person for good; that there was one is all that stays. */
    public Uni<Void> erase(SqlClient transaction, UUID id, Instant asOf) {
        return transaction
                .preparedQuery("""
                        insert into person (id, active, erased, as_of) values ($1, false, true, $2)
                        on conflict (id) do update set
                            username = null, name = null, email = null, role = null, active = false, erased = true,
                            as_of = excluded.as_of""")
                .execute(Tuple.of(id, asOf.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
