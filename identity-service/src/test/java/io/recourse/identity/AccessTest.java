package io.recourse.identity;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.AccessCheck;
import io.recourse.embedded.AccessCheck.Scene;
import io.recourse.embedded.AccessTable;
import io.recourse.embedded.RecourseTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may do what, by the table in access.txt. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class AccessTest {

    private static final AccessTable TABLE = AccessTable.beside(AccessTest.class, "access.txt");
    private static final Map<String, Person> PEOPLE = new HashMap<>();
    private static final String SOMEBODY = "somebody";

    @TestHTTPResource
    URI server;

    private AccessCheck check;

    @BeforeEach
    void prepare() {
        check = new AccessCheck(server, AccessTest::scene);
    }

    @Test
    void knowsEveryOperation() {
        assertThat(TABLE.differences(check.description())).isEmpty();
    }

    static List<AccessTable.Row> rows() {
        return TABLE.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answersEverybodyAsTheTableSays(AccessTable.Row row) {
        assertThat(check.violations(row)).isEmpty();
    }

    private static Scene scene(String object, String caller) {
        return switch (object) {
            case "" -> new Scene(Map.of(), Map.of(), token(known(caller)));
            case "new name" -> new Scene(Map.of("new_name", Person.newName()), Map.of(), token(known(caller)));
            case "somebody" -> about(known(SOMEBODY), known(caller));
            case "new people" -> about(made(SOMEBODY), made(caller));
            case "oneself", "own session" -> oneself(caller);
            case "session of somebody else" -> {
                String sid = session(known(SOMEBODY));
                yield new Scene(
                        Map.of("sid", sid), Map.of("sid", UUID.randomUUID().toString()), token(known(caller)));
            }
            default -> throw new IllegalArgumentException(object);
        };
    }

    private static Scene oneself(String caller) {
        Person person = made(caller);
        Person named = person == null ? known(SOMEBODY) : person;
        return new Scene(Map.of("id", named.id(), "sid", session(named)), Map.of(), token(person));
    }

    private static Scene about(Person somebody, Person caller) {
        Map<String, String> names = Map.of(
                "id", somebody.id(),
                "username", somebody.username(),
                "password", Person.PASSWORD,
                "refresh_token", somebody.refreshToken());
        return new Scene(names, Map.of(), token(caller));
    }

    private static Person known(String caller) {
        return PEOPLE.computeIfAbsent(caller, AccessTest::made);
    }

    /** Null for nobody. */
    private static Person made(String caller) {
        return switch (caller) {
            case "nobody" -> null;
            case SOMEBODY -> Person.customer();
            default -> Person.withRole(caller);
        };
    }

    private static String token(Person person) {
        return person == null ? null : person.accessToken();
    }

    private static String session(Person person) {
        return Person.json(person).get("/api/users/me/sessions").path("items[0].sid");
    }
}
