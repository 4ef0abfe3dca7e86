package io.recourse.complaint.interaction;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.Desk;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import static io.recourse.complaint.Desk.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.nullValue;

/** Whose recent interactions are whose. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class RecentInteractionsTest {

    private final TestUser admin = TestUser.of(Role.ADMIN);
    private final TestUser first = TestUser.of(Role.AGENT);
    private final TestUser second = TestUser.of(Role.AGENT);

    @Test
    void goWithTheComplaint() {
        Desk.enter(first);
        Desk.enter(second);
        long id = Desk.file(TestUser.of(Role.USER), "Calls");
        int earlier = record(admin, id);
        assign(admin, id, first);
        int later = record(first, id);
        recent(first, "").body("items.id", contains(later, earlier));
        recent(second, "").body("items", empty());

        assign(first, id, second);

        recent(first, "").body("items", empty());
        String cursor = recent(second, "?limit=1")
                .body("items.id", contains(later))
                .extract()
                .path("next_cursor");
        recent(second, "?limit=1&cursor=" + cursor)
                .body("items.id", contains(earlier))
                .body("next_cursor", nullValue());
    }

    /** Somebody's own complaint that they work on is in two ranges, and its interactions once in the list. */
    @Test
    void areListedOnceForWhoeverFiledAndWorksOnTheComplaint() {
        long id = Desk.file(first, "My own");
        assign(admin, id, first);

        int interaction = record(first, id);

        recent(first, "").body("items.id", contains(interaction));
    }

    private static int record(TestUser staff, long id) {
        return as(staff)
                .body(Map.of("type", "call"))
                .post("/api/complaints/" + id + "/interactions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void assign(TestUser by, long id, TestUser to) {
        as(by).body(Map.of("assignee", to.username()))
                .put("/api/complaints/" + id + "/assignee")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse recent(TestUser staff, String query) {
        return as(staff).get("/api/interactions/recent" + query).then().statusCode(200);
    }
}
