package io.recourse.identity.account;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.identity.Person;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class IdempotencyTest {

    @Inject
    Pool database;

    @Test
    void registersOnceWhoeverAsksTwice() {
        Map<String, Object> body = Person.registration(Person.newName());
        String key = UUID.randomUUID().toString();
        Response first = register(key, body);
        first.then().statusCode(201);

        Response second = register(key, body);

        second.then().statusCode(201).header("Idempotent-Replayed", "true");
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("Location"))
                .isEqualTo(first.header("Location"))
                .isEqualTo("/api/users/" + first.path("id"));
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
    }

    @Test
    void registersOnceWhoeverAsksSeveralTimesAtOnce() {
        Map<String, Object> body = Person.registration(Person.newName());
        String key = UUID.randomUUID().toString();

        List<String> answers = IntStream.range(0, 4)
                .parallel()
                .mapToObj(i -> register(key, body))
                .map(answer -> answer.statusCode() + answer.asString())
                .distinct()
                .toList();

        assertThat(answers).hasSize(1);
        assertThat(answers.getFirst()).startsWith("201");
    }

    @Test
    void refusesTheKeyOfAnotherRequest() {
        Map<String, Object> body = Person.registration(Person.newName());
        String key = UUID.randomUUID().toString();
        register(key, body).then().statusCode(201);
        body.put("password", "another-battery-horse");

        register(key, body).then().statusCode(422).body("violations.field", contains("Idempotency-Key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "with space", "\u00e9"})
    void refusesWhatIsNoKey(String key) {
        Map<String, Object> body = Person.registration(Person.newName());

        register(key, body).then().statusCode(400).body("violations.field", contains("Idempotency-Key"));

        register(UUID.randomUUID().toString(), body).then().statusCode(201);
    }

    @Test
    void rotatesOnceWhoeverAsksTwice() {
        Person admin = Person.admin();
        String key = UUID.randomUUID().toString();

        String kid = rotate(admin, key).then().statusCode(201).extract().path("kid");

        rotate(admin, key)
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .body("kid", equalTo(kid));
    }

    @Test
    void forgetsTheAnswersAboutWhomeverIsDeleted() {
        String name = Person.newName();
        register(UUID.randomUUID().toString(), Person.registration(name)).then().statusCode(201);
        assertThat(answersAbout(name)).isEqualTo(1);

        Person.signIn(name, Person.PASSWORD)
                .asks()
                .delete("/api/users/me")
                .then()
                .statusCode(204);

        assertThat(answersAbout(name)).isZero();
    }

    private long answersAbout(String name) {
        return database.preparedQuery("select count(*) from idempotency_key where body like '%\"' || $1 || '\"%'")
                .execute(Tuple.of(name))
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getLong(0);
    }

    private static Response register(String key, Map<String, Object> body) {
        return Person.json(null).header("Idempotency-Key", key).body(body).post("/api/users");
    }

    private static Response rotate(Person admin, String key) {
        return admin.asks().header("Idempotency-Key", key).post("/api/keys/rotate");
    }
}
