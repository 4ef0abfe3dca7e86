package io.recourse.complaint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.recourse.complaint.Desk.as;
import static io.recourse.complaint.Desk.enter;
import static io.recourse.complaint.Desk.file;
import static io.recourse.complaint.Desk.see;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class BulkTest {

    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser agent = TestUser.of(Role.AGENT);
    private final TestUser admin = TestUser.of(Role.ADMIN);

    @Test
    void changesWhatMatchesAFilter() {
        long first = file(customer, "Lamp");
        long urgent = file(customer, "Lamp", Map.of("priority", "critical"));
        long other = file(customer, "Door");

        change(filter(Map.of("created_by", customer.username(), "search", "lam")), Map.of("status", "in_progress"))
                .statusCode(200)
                .body("results.id", contains((int) first, (int) urgent))
                .body("results.status", everyItem(equalTo(200)));
        change(
                        filter(Map.of(
                                "created_by", customer.id(), "priority", List.of("low", "high"), "status", "open")),
                        Map.of("priority", "medium"))
                .body("results.id", contains((int) other));

        see(admin, first).body("status", equalTo("in_progress")).body("priority", equalTo("low"));
        see(admin, other).body("status", equalTo("open")).body("priority", equalTo("medium"));
    }

    @Test
    void changesOnlyWhatTheCallerSees() {
        enter(agent);
        long theirs = file(customer, "Lamp");
        file(customer, "Lamp");
        assign(theirs, agent.username());

        as(agent)
                .body(request(filter(Map.of("created_by", customer.username())), Map.of("priority", "high")))
                .post("/api/complaints/bulk")
                .then()
                .statusCode(200)
                .body("results.id", contains((int) theirs));
    }

    @Test
    void changesNothingWhenMoreThanAHundredMatch() {
        long[] ids = LongStream.range(0, 101).map(i -> file(customer, "Lamp")).toArray();
        Map<String, Object> all = filter(Map.of("created_by", customer.username()));

        change(all, Map.of("priority", "high"))
                .statusCode(422)
                .body("violations.field", contains("filter"))
                .body("detail", containsString("100"));

        see(admin, ids[0]).body("priority", equalTo("low"));
        as(admin).delete("/api/complaints/" + ids[100]).then().statusCode(204);
        change(all, Map.of("priority", "high")).statusCode(200).body("results", hasSize(100));
    }

    @Test
    void findsNothingToChange() {
        change(filter(Map.of("created_by", customer.username())), Map.of("priority", "high"))
                .statusCode(200)
                .body("results", empty());
    }

    @Test
    void takesComplaintsAwayFromTheirAssignees() {
        enter(agent);
        long id = file(customer, "Lamp");
        assign(id, agent.username());
        Map<String, Object> nobody = new LinkedHashMap<>();
        nobody.put("assignee", null);

        change(Map.of("ids", List.of(id)), nobody).statusCode(200).body("results.status", contains(200));

        see(admin, id).body("assigned_to", nullValue());
    }

    @Test
    void givesComplaintsToThoseWhoAreNamedInAnyWay() {
        enter(agent);
        long id = file(customer, "Lamp");
        Map<String, Object> ids = Map.of("ids", List.of(id));

        change(ids, Map.of("assignee", agent.username())).body("results.status", contains(200));
        see(admin, id).body("assigned_to.username", equalTo(agent.username()));
        // Nobody has told the directory of this admin yet.
        change(ids, Map.of("assignee", "me")).body("results.status", contains(200));
        see(admin, id).body("assigned_to.username", equalTo(admin.username()));
        change(ids, Map.of("assignee", agent.id())).body("results.status", contains(200));
        see(admin, id).body("assigned_to.username", equalTo(agent.username()));
        change(ids, Map.of("assignee", customer.username()))
                .body("results.status", contains(422))
                .body("results[0].problem.detail", containsString("active agent"));
    }

    @Test
    void closesAndAssignsInOneChange() {
        enter(agent);
        long id = file(customer, "Lamp");

        change(Map.of("ids", List.of(id)), Map.of("assignee", agent.username(), "status", "closed"))
                .body("results.status", contains(200));
        see(admin, id).body("status", equalTo("closed")).body("assigned_to.username", equalTo(agent.username()));
        change(Map.of("ids", List.of(id)), Map.of("assignee", admin.id(), "status", "in_progress"))
                .body("results.status", contains(422));
        see(admin, id).body("status", equalTo("closed"));
        change(Map.of("ids", List.of(id)), Map.of("assignee", "me", "status", "in_progress"))
                .body("results.status", contains(200));
        see(admin, id).body("status", equalTo("in_progress")).body("assigned_to.username", equalTo(admin.username()));
    }

    @Test
    void leavesTheAssigneeWhenTheChangeDoesNotSpeakOfOne() {
        enter(agent);
        long id = file(customer, "Lamp");
        assign(id, agent.username());

        change(Map.of("ids", List.of(id)), Map.of("priority", "high")).body("results.status", contains(200));

        see(admin, id).body("assigned_to.username", equalTo(agent.username()));
        as(admin).get("/api/complaints/" + id + "/history").then().body("items", hasSize(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'change':{'priority':'low'}}",
                "{'ids':[1],'filter':{'status':'open'},'change':{'priority':'low'}}",
                "{'filter':{},'change':{'priority':'low'}}",
                "{'filter':{'assigned_to':null},'change':{'priority':'low'}}",
                "{'filter':{'colour':'red'},'change':{'priority':'low'}}",
                "{'filter':{'status':'nowhere'},'change':{'priority':'low'}}",
                "{'filter':{'search':''},'change':{'priority':'low'}}",
                "{'ids':[1],'change':{}}",
                "{'ids':[1],'change':{'priority':null}}",
                "{'ids':[1],'change':{'assignee':''}}",
                "{'ids':[1],'change':null}",
                "{'ids':[null],'change':{'priority':'low'}}",
                "{'ids':[0],'change':{'priority':'low'}}",
                "[]"
            })
    void refusesWhatHasNoClearMeaning(String body) {
        as(admin)
                .body(body.replace('\'', '"'))
                .post("/api/complaints/bulk")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations", hasSize(1));
    }

    private ValidatableResponse change(Map<String, Object> which, Map<String, ?> change) {
        return as(admin)
                .body(request(which, change))
                .post("/api/complaints/bulk")
                .then();
    }

    private static Map<String, Object> request(Map<String, Object> which, Map<String, ?> change) {
        Map<String, Object> request = new LinkedHashMap<>(which);
        request.put("change", change);
        return request;
    }

    private static Map<String, Object> filter(Map<String, ?> conditions) {
        return Map.of("filter", conditions);
    }

    private void assign(long id, String assignee) {
        as(admin)
                .body(Map.of("assignee", assignee))
                .put("/api/complaints/" + id + "/assignee")
                .then()
                .statusCode(200);
    }
}
