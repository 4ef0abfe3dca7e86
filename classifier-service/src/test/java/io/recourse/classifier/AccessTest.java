package io.recourse.classifier;

import java.net.URI;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.AccessCheck;
import io.recourse.embedded.AccessCheck.Scene;
import io.recourse.embedded.AccessTable;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Who may do what, by the table in access.txt. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
@QuarkusTestResource(GeminiStandInResource.class)
class AccessTest {

    private static final AccessTable TABLE = AccessTable.beside(AccessTest.class, "access.txt");
    private static final Map<String, String> TOKENS = Map.of(
            "user", TestTokens.of(Role.USER), "agent", TestTokens.of(Role.AGENT), "admin", TestTokens.of(Role.ADMIN));

    @TestHTTPResource
    URI server;

    private AccessCheck check;

    @BeforeEach
    void prepare() {
        check = new AccessCheck(server, (object, caller) -> new Scene(Map.of(), Map.of(), TOKENS.get(caller)));
    }

    @Test
    void knowsEveryOperation() {
        assertEquals(List.of(), TABLE.differences(check.description()));
    }

    static List<AccessTable.Row> rows() {
        return TABLE.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answersEverybodyAsTheTableSays(AccessTable.Row row) {
        assertEquals(List.of(), check.violations(row));
    }
}
