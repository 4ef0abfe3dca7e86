package io.recourse.identity.password;

import java.time.Duration;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.identity.Person;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class RehashTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Inject
    Pool database;

    @Test
    void hashesAPasswordAnewWhenTheSettingsHaveChanged() {
        Person person = Person.customer();
        String outdated = new Argon2id(64, 1, 1).hash(Person.PASSWORD);
        database.preparedQuery("update account set password_hash = $1 where id = $2")
                .execute(Tuple.of(outdated, UUID.fromString(person.id())))
                .await()
                .atMost(LIMIT);

        Person.signIn(person.username(), Person.PASSWORD);

        assertThat(storedHash(person)).startsWith("$argon2id$v=19$m=1024,t=1,p=1$");
        Person.signIn(person.username(), Person.PASSWORD);
    }

    private String storedHash(Person person) {
        return database.preparedQuery("select password_hash from account where id = $1")
                .execute(Tuple.of(UUID.fromString(person.id())))
                .await()
                .atMost(LIMIT)
                .iterator()
                .next()
                .getString(0);
    }
}
