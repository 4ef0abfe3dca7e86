package io.recourse.complaint.servicetype;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.recourse.platform.http.Preconditions;
import io.recourse.platform.outbox.Outbox;
import io.recourse.platform.problem.UnprocessableException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;

/** The kinds of service that complaints are about. */
@ApplicationScoped
public class ServiceTypes {

    private static final String UNIQUE_VIOLATION = "23505";

    private final Pool database;
    private final Outbox outbox;

    @Inject
    ServiceTypes(Pool database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /**
     * Checks that complaints may name a service type.
     *
     * @param id its id, null for none
     * @return fails with {@link UnprocessableException} (422) when there is no such active service type
     */
    public Uni<Void> requireActive(Integer id) {
        if (id == null) {
            return Uni.createFrom().voidItem();
        }
        return database.preparedQuery("select 1 from service_type where id = $1 and active")
                .execute(Tuple.of(id))
                .invoke(rows -> {
                    if (rows.size() == 0) {
                        throw new UnprocessableException("service_type_id", "there is no such active service type");
                    }
                })
                .replaceWithVoid();
    }

    /** All of them by name; a desk has a handful. */
    public Uni<List<ServiceType>> list() {
        return database.query("select * from service_type order by lower(name), id")
                .execute()
                .map(ServiceTypes::types);
    }

    /** Adds one; fails with {@link ServiceTypeExistsException} (409) when there is one of that name. */
    Uni<ServiceType> define(DefineServiceType request) {
        return outbox.inTransaction(() -> Panache.getSession()
                        .chain(session -> session.createNativeQuery("""
                                        insert into service_type (name, description, active)
                                        values (?1, ?2, ?3) on conflict do nothing returning id""", Integer.class)
                                .setParameter(1, request.name())
                                .setParameter(2, request.description())
                                .setParameter(3, request.isActive())
                                .getSingleResultOrNull())
                        .onItem()
                        .ifNull()
                        .failWith(() -> new ServiceTypeExistsException(request.name())))
                .map(id -> new ServiceType(id, request.name(), request.description(), request.isActive(), 1));
    }

    /** Gives one; fails with {@link ServiceTypeNotFoundException} (404) where there is none. */
    Uni<ServiceType> get(int id) {
        return database.preparedQuery("select * from service_type where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> only(id, rows));
    }

    /**
     * Changes one.
     *
     * @param describes whether the description becomes that of the request, which may be null
     * @param ifMatch   the header {@code If-Match}, null when absent
     * @return fails with {@link ServiceTypeNotFoundException} (404) or {@link ServiceTypeExistsException} (409), and
     *     with {@link io.recourse.platform.problem.PreconditionFailedException} (412) for another version
     */
    Uni<ServiceType> change(int id, ChangeServiceType request, boolean describes, String ifMatch) {
        return database.withTransaction(transaction -> locked(transaction, id, ifMatch)
                .chain(present -> transaction
                        .preparedQuery("""
                                update service_type set name = coalesce($2, name), active = coalesce($4, active),
                                    description = case when $5 then $3 else description end, version = version + 1
                                where id = $1 returning *""")
                        .execute(Tuple.tuple(
                                Arrays.asList(id, request.name(), request.description(), request.active(), describes))))
                .onFailure(ServiceTypes::isUniqueViolation)
                .transform(taken -> new ServiceTypeExistsException(request.name()))
                .map(rows -> only(id, rows)));
    }

    /**
     * Deletes one that no complaint names, or deactivates it.
     *
     * @param ifMatch the header {@code If-Match}, null when absent
     * @return the deactivated one; null when it was deleted
     */
    Uni<ServiceType> delete(int id, String ifMatch) {
        return database.withTransaction(transaction -> locked(transaction, id, ifMatch)
                .chain(() -> transaction.preparedQuery("""
                                        delete from service_type where id = $1
                                            and not exists (select 1 from complaint where service_type_id = $1)""").execute(Tuple.of(id)))
                .chain(deleted -> deleted.rowCount() == 1
                        ? Uni.createFrom().<ServiceType>nullItem()
                        : transaction.preparedQuery("""
                                                update service_type set active = false, version = version + 1
                                                where id = $1 returning *""").execute(Tuple.of(id)).map(rows -> only(id, rows))));
    }

    private static Uni<ServiceType> locked(SqlConnection transaction, int id, String ifMatch) {
        return transaction
                .preparedQuery("select * from service_type where id = $1 for update")
                .execute(Tuple.of(id))
                .map(rows -> only(id, rows))
                .invoke(present -> Preconditions.requireMatch(ifMatch, present.version()));
    }

    private static boolean isUniqueViolation(Throwable failure) {
        return failure instanceof PgException sql && UNIQUE_VIOLATION.equals(sql.getSqlState());
    }

    private static ServiceType only(int id, RowSet<Row> rows) {
        return types(rows).stream().findFirst().orElseThrow(() -> new ServiceTypeNotFoundException(id));
    }

    private static List<ServiceType> types(RowSet<Row> rows) {
        List<ServiceType> types = new ArrayList<>();
        for (Row row : rows) {
            types.add(new ServiceType(
                    row.getInteger("id"),
                    row.getString("name"),
                    row.getString("description"),
                    row.getBoolean("active"),
                    row.getInteger("version")));
        }
        return types;
    }
}
