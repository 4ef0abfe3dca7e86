package io.recourse.complaint;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.recourse.complaint.Desk.as;
import static io.recourse.complaint.Desk.enter;
import static io.recourse.complaint.Desk.file;
import static io.recourse.complaint.Desk.see;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Every status to every status by every role, over HTTP, by a table that is written out here once more. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class TransitionsTest {

    private static final List<String> STATUSES =
            List.of("open", "in_progress", "on_hold", "escalated", "resolved", "closed", "cancelled");

    private static final Map<String, Set<String>> BY_STAFF = Map.of(
            "open", Set.of("in_progress", "on_hold", "escalated", "resolved", "closed", "cancelled"),
            "in_progress", Set.of("open", "on_hold", "escalated", "resolved", "closed", "cancelled"),
            "on_hold", Set.of("in_progress", "resolved", "closed", "cancelled"),
            "escalated", Set.of("in_progress", "on_hold", "resolved", "closed", "cancelled"),
            "resolved", Set.of("closed", "in_progress"),
            "closed", Set.of("in_progress"),
            "cancelled", Set.of());

    private static final Map<String, Set<String>> BY_CUSTOMERS = Map.of(
            "open", Set.of("resolved", "cancelled"),
            "in_progress", Set.of("resolved", "cancelled"),
            "on_hold", Set.of("resolved", "cancelled"),
            "escalated", Set.of("resolved", "cancelled"),
            "resolved", Set.of("closed", "in_progress"),
            "closed", Set.of(),
            "cancelled", Set.of());

    @Inject
    Pool database;

    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser agent = TestUser.of(Role.AGENT);
    private final TestUser admin = TestUser.of(Role.ADMIN);

    static Stream<Arguments> fromToRole() {
        return STATUSES.stream().flatMap(from -> STATUSES.stream()
                .flatMap(to -> Arrays.stream(Role.values()).map(role -> Arguments.of(from, to, role))));
    }

    @ParameterizedTest
    @MethodSource("fromToRole")
    void goesWhereTheTableSaysAndNowhereElse(String from, String to, Role role) {
        long id = complaint(from, 0);
        Set<String> allowed = (role == Role.USER ? BY_CUSTOMERS : BY_STAFF).get(from);

        Response answer = as(caller(role)).body(Map.of("status", to)).patch("/api/complaints/" + id);

        if (from.equals(to)) {
            answer.then().statusCode(200).body("version", equalTo(1)).body("status", equalTo(from));
        } else if (allowed.contains(to)) {
            answer.then().statusCode(200).body("version", equalTo(2)).body("status", equalTo(to));
        } else {
            // What nobody may do is a conflict that names the ways out; what others may do is forbidden.
            boolean others = BY_STAFF.get(from).contains(to);
            assertEquals(others ? 403 : 409, answer.statusCode(), answer.asString());
            if (!others) {
                assertEquals(allowed, new HashSet<>(answer.jsonPath().getList("allowed")));
            }
            see(admin, id).body("status", equalTo(from)).body("version", equalTo(1));
        }
    }

    @Test
    void reopensForCustomersForAFortnight() {
        long recent = complaint("resolved", 13);
        long old = complaint("resolved", 15);

        as(customer)
                .body(Map.of("status", "in_progress"))
                .patch("/api/complaints/" + recent)
                .then()
                .statusCode(200);
        as(customer)
                .body(Map.of("status", "in_progress"))
                .patch("/api/complaints/" + old)
                .then()
                .statusCode(409)
                .body("allowed", equalTo(List.of("closed")));
        as(admin)
                .body(Map.of("status", "in_progress"))
                .patch("/api/complaints/" + old)
                .then()
                .statusCode(200);
    }

    private TestUser caller(Role role) {
        return switch (role) {
            case USER -> customer;
            case AGENT -> agent;
            case ADMIN -> admin;
        };
    }

    /** A complaint that the agent works on, in a status that it would take several steps to reach. */
    private long complaint(String status, int daysAgo) {
        enter(agent);
        long id = file(customer, "Lamp");
        OffsetDateTime at = OffsetDateTime.now(ZoneOffset.UTC).minusDays(daysAgo);
        database.preparedQuery("""
                        update complaint set status = $2, assigned_to = $3,
                            resolved_at = case when $2 in ('resolved', 'closed') then $4::timestamptz end
                        where id = $1""")
                .execute(Tuple.of(id, status, agent.id(), at))
                .await()
                .indefinitely();
        return id;
    }
}
