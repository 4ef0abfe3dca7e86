package io.recourse.complaint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class ComplaintResourceTest {

    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser stranger = TestUser.of(Role.USER);
    private final TestUser agent = TestUser.of(Role.AGENT);
    private final TestUser admin = TestUser.of(Role.ADMIN);

    @Test
    void filesAComplaintWithTheDefaultsThatAwaitTheClassifier() {
        as(customer)
                .body(Map.of("title", "  No water  ", "description", "Since this morning."))
                .post("/api/complaints")
                .then()
                .statusCode(201)
                .header("Location", matchesPattern(".*/api/complaints/\\d+"))
                .header("ETag", startsWith("\"1-"))
                .header("X-Request-Id", notNullValue())
                .body("title", equalTo("No water"))
                .body("status", equalTo("open"))
                .body("priority", equalTo("medium"))
                .body("category", equalTo("general"))
                .body("classified_by", nullValue())
                .body("service_type", nullValue())
                .body("visibility", equalTo("private"))
                .body("created_by.username", equalTo(customer.username()))
                .body("created_by.name", equalTo(customer.name()))
                .body("assigned_to", nullValue())
                .body("images", empty())
                .body("escalation_level", equalTo(0))
                .body("created_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*Z"))
                .body("version", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\":\"ab\",\"description\":\"d\"}|title",
                "{\"title\":\"abc\"}|description",
                "{\"title\":\"abc\",\"description\":\"   \"}|description",
                "{\"title\":\"abc\",\"description\":\"d\",\"colour\":\"red\"}|colour",
                "{\"title\":\"abc\",\"description\":\"d\",\"priority\":\"urgent\"}|priority",
                "{\"title\":\"abc\",\"description\":\"d\",\"service_type_id\":\"1\"}|service_type_id",
                "{\"title\":12345,\"description\":\"d\"}|title",
                "{\"title\":\"a\\u0000bc\",\"description\":\"d\"}|title",
                "{\"title\":\"a\\ud800bc\",\"description\":\"d\"}|title",
                "[]|body",
                "null|body"
            })
    void refusesMalformedFilingsNamingTheField(String body, String field) {
        as(customer)
                .body(body)
                .post("/api/complaints")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("status", equalTo(400))
                .body("type", equalTo("about:blank"))
                .body("instance", equalTo("/api/complaints"))
                .body("violations.field", contains(field));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\":|400",
                "not json|400",
                "{\"title\":\"abc\",\"title\":\"abd\",\"description\":\"d\"}|400"
            })
    void refusesWhatIsNoJson(String body, int status) {
        as(customer)
                .body(body)
                .post("/api/complaints")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("detail", not(containsString("jackson")));
    }

    @Test
    void refusesWhatCannotBeActedOn() {
        as(customer)
                .body(Map.of("title", "abc", "description", "d", "status", "resolved"))
                .post("/api/complaints")
                .then()
                .statusCode(422)
                .body("violations.field", contains("status"));
        as(customer)
                .body(Map.of("title", "abc", "description", "d", "service_type_id", 9999))
                .post("/api/complaints")
                .then()
                .statusCode(422)
                .body("violations.field", contains("service_type_id"));
        long foreign = file(stranger);
        as(customer)
                .body(Map.of("title", "abc", "description", "d", "parent_id", foreign))
                .post("/api/complaints")
                .then()
                .statusCode(422)
                .body("violations.field", contains("parent_id"));
    }

    @Test
    void answersTheErrorsOfHttpAsProblems() {
        given().get("/api/complaints")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", containsString("Bearer"));
        given().header("Authorization", "Bearer nonsense")
                .get("/api/complaints")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", containsString("Bearer"));
        as(customer).get("/api/complaints/0").then().statusCode(404).contentType("application/problem+json");
        as(customer).get("/api/complaints/abc").then().statusCode(404).contentType("application/problem+json");
        as(customer).get("/api/nothing").then().statusCode(404).contentType("application/problem+json");
        as(customer).post("/api/complaints/1").then().statusCode(405).contentType("application/problem+json");
        as(customer).accept("image/png").get("/api/complaints").then().statusCode(406);
        given().header("Authorization", "Bearer " + customer.token())
                .contentType("text/plain")
                .body("x")
                .post("/api/complaints")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void hidesComplaintsOfOthers() {
        long id = file(customer);

        see(customer, id).statusCode(200);
        see(admin, id).statusCode(200);
        see(stranger, id).statusCode(404);
        see(agent, id).statusCode(404);
        as(stranger)
                .body(Map.of("title", "Mine now"))
                .patch("/api/complaints/" + id)
                .then()
                .statusCode(404);
        as(stranger)
                .body(Map.of("body", "Hello"))
                .post("/api/complaints/" + id + "/comments")
                .then()
                .statusCode(404);
        as(stranger).get("/api/complaints/" + id + "/history").then().statusCode(404);
    }

    @Test
    void letsAnAgentWorkWhatIsAssignedToThem() {
        enter(agent);
        long id = file(customer);

        as(admin)
                .body(Map.of("assignee", agent.username()))
                .put("/api/complaints/" + id + "/assignee")
                .then()
                .statusCode(200)
                .body("assigned_to.username", equalTo(agent.username()));

        see(agent, id).statusCode(200);
        as(agent)
                .body(Map.of("status", "In Progress"))
                .patch("/api/complaints/" + id)
                .then()
                .statusCode(200)
                .body("status", equalTo("in_progress"));
        as(agent)
                .body(Map.of("status", "completed", "resolution", "Replaced the valve"))
                .patch("/api/complaints/" + id)
                .then()
                .statusCode(200)
                .body("status", equalTo("resolved"))
                .body("resolution", equalTo("Replaced the valve"))
                .body("resolved_at", notNullValue());
    }

    @Test
    void refusesAssigneesWhoAreNoStaff() {
        enter(stranger);
        long id = file(customer);

        for (String nobody :
                List.of(stranger.username(), "no-such-person", UUID.randomUUID().toString())) {
            as(admin)
                    .body(Map.of("assignee", nobody))
                    .put("/api/complaints/" + id + "/assignee")
                    .then()
                    .statusCode(422);
        }
        as(customer)
                .body(Map.of("assignee", "me"))
                .put("/api/complaints/" + id + "/assignee")
                .then()
                .statusCode(403);
        as(admin).body("{}").put("/api/complaints/" + id + "/assignee").then().statusCode(400);
    }

    @Test
    void keepsCustomersToTheirTransitions() {
        long id = file(customer);

        as(customer)
                .body(Map.of("status", "on_hold"))
                .patch("/api/complaints/" + id)
                .then()
                .statusCode(403);
        as(customer)
                .body(Map.of("priority", "high"))
                .patch("/api/complaints/" + id)
                .then()
                .statusCode(403);
        as(customer)
                .body(Map.of("title", "Better title"))
                .patch("/api/complaints/" + id)
                .then()
                .statusCode(200);
        as(customer)
                .body(Map.of("status", "resolved"))
                .patch("/api/complaints/" + id)
                .then()
                .statusCode(200);
        as(customer)
                .body(Map.of("title", "Too late"))
                .patch("/api/complaints/" + id)
                .then()
                .statusCode(409);
        as(customer)
                .body(Map.of("status", "in_progress"))
                .patch("/api/complaints/" + id)
                .then()
                .statusCode(200)
                .body("reopen_count", equalTo(1))
                .body("resolved_at", nullValue());
        as(customer)
                .body(Map.of("status", "cancelled"))
                .patch("/api/complaints/" + id)
                .then()
                .statusCode(200);
        as(customer)
                .body(Map.of("status", "open"))
                .patch("/api/complaints/" + id)
                .then()
                .statusCode(409)
                .body("allowed", empty());
    }

    @Test
    void namesTheTransitionsThatWouldDo() {
        long id = file(customer);
        as(admin)
                .body(Map.of("status", "resolved"))
                .patch("/api/complaints/" + id)
                .then()
                .statusCode(200);

        as(admin)
                .body(Map.of("status", "on_hold"))
                .patch("/api/complaints/" + id)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("allowed", containsInAnyOrder("closed", "in_progress"));
    }

    @Test
    void changesNothingWhenTheStatusIsTheSame() {
        long id = file(customer);

        as(admin)
                .body(Map.of("status", "pending"))
                .patch("/api/complaints/" + id)
                .then()
                .statusCode(200)
                .body("version", equalTo(1));
    }

    @Test
    void refusesStaleVersions() {
        long id = file(customer);

        as(admin)
                .header("If-Match", "\"1\"")
                .body(Map.of("priority", "high"))
                .patch("/api/complaints/" + id)
                .then()
                .statusCode(200)
                .header("ETag", startsWith("\"2-"))
                .body("classified_by", equalTo("user"));
        as(admin)
                .header("If-Match", "\"1\"")
                .body(Map.of("priority", "low"))
                .patch("/api/complaints/" + id)
                .then()
                .statusCode(412)
                .contentType("application/problem+json");
        as(admin)
                .header("If-Match", "\"1\"")
                .delete("/api/complaints/" + id)
                .then()
                .statusCode(412);
    }

    @Test
    void refusesNullWhereThereMustBeAValue() {
        long id = file(customer);

        as(admin)
                .body("{\"title\":null}")
                .patch("/api/complaints/" + id)
                .then()
                .statusCode(400)
                .body("violations.field", contains("title"));
    }

    @Test
    void replacesAllFields() {
        long id = file(customer);

        as(admin)
                .body(Map.of("title", "New title", "description", "New text", "priority", "low", "category", "billing"))
                .put("/api/complaints/" + id)
                .then()
                .statusCode(200)
                .body("title", equalTo("New title"))
                .body("category", equalTo("billing"))
                .body("service_type", nullValue());
        as(admin)
                .body(Map.of("title", "New title"))
                .put("/api/complaints/" + id)
                .then()
                .statusCode(400);
    }

    @Test
    void losesNoUpdateUnderConcurrentWriters() throws Exception {
        long id = file(customer);
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String body = "Comment " + i;
            writers.add(() -> as(customer)
                    .body(Map.of("body", body))
                    .post("/api/complaints/" + id + "/comments")
                    .statusCode());
        }

        try (var threads = Executors.newFixedThreadPool(10)) {
            for (var written : threads.invokeAll(writers)) {
                assertEquals(201, written.get());
            }
        }

        see(admin, id).body("version", equalTo(41));
        List<Integer> versions = as(admin)
                .get("/api/complaints/" + id + "/history?limit=100")
                .then()
                .extract()
                .path("items.version");
        assertEquals(41, new HashSet<>(versions).size());
    }

    @Test
    void keepsInternalCommentsFromCustomers() {
        long id = file(customer);

        as(admin)
                .body(Map.of("body", "Known troublemaker", "internal", true))
                .post("/api/complaints/" + id + "/comments")
                .then()
                .statusCode(201);
        see(admin, id).body("first_response_at", nullValue());
        as(admin)
                .body(Map.of("body", "We are on it"))
                .post("/api/complaints/" + id + "/comments")
                .then()
                .statusCode(201);

        see(admin, id).body("first_response_at", notNullValue());
        as(customer).get("/api/complaints/" + id + "/comments").then().body("items.body", contains("We are on it"));
        as(admin).get("/api/complaints/" + id + "/comments").then().body("items", hasSize(2));
        as(customer)
                .get("/api/complaints/" + id + "/history")
                .then()
                .body("items.type", contains("complaint.created", "complaint.commented"));
        as(customer)
                .body(Map.of("body", "Psst", "internal", true))
                .post("/api/complaints/" + id + "/comments")
                .then()
                .statusCode(403);
    }

    @Test
    void takesUpAComplaintOnHoldWhenTheCustomerAnswers() {
        long id = file(customer);
        as(admin)
                .body(Map.of("status", "on_hold"))
                .patch("/api/complaints/" + id)
                .then()
                .statusCode(200);

        as(customer)
                .body(Map.of("body", "Here is the number you asked for"))
                .post("/api/complaints/" + id + "/comments")
                .then()
                .statusCode(201);

        see(customer, id).body("status", equalTo("in_progress"));
    }

    @Test
    void pagesThroughAListWithoutGapsWhileItGrows() {
        TestUser writer = TestUser.of(Role.USER);
        List<Long> filed = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            filed.add(file(writer));
        }

        List<Long> seen = new ArrayList<>();
        String cursor = null;
        do {
            RequestSpecification page = as(writer).queryParam("limit", 3);
            if (cursor != null) {
                page.queryParam("cursor", cursor);
            }
            var body = page.get("/api/complaints").then().statusCode(200).extract();
            body.<List<Integer>>path("items.id").forEach(id -> seen.add(id.longValue()));
            cursor = body.path("next_cursor");
            file(writer);
        } while (cursor != null);

        assertEquals(filed.reversed(), seen);
    }

    @Test
    void filtersAndSorts() {
        TestUser writer = TestUser.of(Role.USER);
        String word = "w" + UUID.randomUUID().toString().substring(0, 8);
        long low = file(writer, Map.of("title", "Low " + word, "description", "d", "priority", "low"));
        long high = file(
                writer,
                Map.of("title", "High", "description", "about " + word, "priority", "critical", "category", "billing"));
        as(writer)
                .body(Map.of("status", "cancelled"))
                .patch("/api/complaints/" + low)
                .then()
                .statusCode(200);

        list(writer, "status=cancelled").body("items.id", contains((int) low));
        list(writer, "status=cancelled&status=open").body("items", hasSize(2));
        list(writer, "priority=critical").body("items.id", contains((int) high));
        list(writer, "category=billing").body("items.id", contains((int) high));
        list(writer, "created_by=me").body("items", hasSize(2));
        list(writer, "created_by=" + writer.username()).body("items", hasSize(2));
        list(writer, "assigned_to=none").body("items", hasSize(2));
        list(writer, "assigned_to=me").body("items", empty());
        list(writer, "search=" + word.substring(0, 6)).body("items", hasSize(2));
        list(writer, "search=about " + word).body("items.id", contains((int) high));
        list(writer, "search=%27|!:*&").body("items", empty());
        list(writer, "sort=-priority").body("items.id", contains((int) high, (int) low));
        list(writer, "sort=priority").body("items.id", contains((int) low, (int) high));
        list(writer, "created_to=2020-01-01T00:00:00Z").body("items", empty());
        list(admin, "search=" + word).body("items.created_by.username", everyItem(equalTo(writer.username())));
        list(stranger, "search=" + word).body("items", empty());
    }

    @Test
    void listsComplaintsByNumberAsFarAsTheCallerSeesThem() {
        long first = file(customer);
        file(customer);
        long third = file(customer);
        long foreign = file(stranger);

        list(customer, "id=%d&id=%d&id=%d&sort=created_at".formatted(third, foreign, first))
                .body("items.id", contains((int) first, (int) third));
        list(customer, "id=" + foreign).body("items", empty());
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,limit",
        "limit=101,limit",
        "limit=x,limit",
        "cursor=abc,cursor",
        "sort=title,sort",
        "id=first,id",
        "status=nowhere,status",
        "priority=urgent,priority",
        "created_from=yesterday,created_from",
        "service_type=x,service_type",
        "parent_id=99999999999999999999,parent_id"
    })
    void refusesBadParameters(String query, String field) {
        as(customer)
                .get("/api/complaints?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", contains(field));
    }

    @Test
    void refusesATamperedCursor() {
        file(customer);
        file(customer);
        String cursor =
                as(customer).get("/api/complaints?limit=1").then().extract().path("next_cursor");
        char first = cursor.charAt(0);

        list(customer, "limit=1&cursor=" + (first == 'A' ? 'B' : 'A') + cursor.substring(1))
                .statusCode(400);
        list(customer, "limit=1&sort=priority&cursor=" + cursor).statusCode(400);
    }

    @Test
    void deletesWithAllThatBelongsToIt() {
        long id = file(customer);
        as(customer).body(Map.of("body", "Hm")).post("/api/complaints/" + id + "/comments");

        as(customer).delete("/api/complaints/" + id).then().statusCode(403);
        as(admin).delete("/api/complaints/" + id).then().statusCode(204);

        see(admin, id).statusCode(404);
        as(admin).get("/api/complaints/" + id + "/comments").then().statusCode(404);
        as(admin).delete("/api/complaints/" + id).then().statusCode(404);
    }

    @Test
    void filesOnBehalfOfACustomer() {
        enter(customer);

        as(agent)
                .body(Map.of("title", "By phone", "description", "d", "created_for", customer.username()))
                .post("/api/complaints")
                .then()
                .statusCode(201)
                .body("created_by.username", equalTo(customer.username()));
        as(stranger)
                .body(Map.of("title", "By phone", "description", "d", "created_for", customer.username()))
                .post("/api/complaints")
                .then()
                .statusCode(403);
        as(agent)
                .body(Map.of("title", "By phone", "description", "d", "created_for", "nobody-at-all"))
                .post("/api/complaints")
                .then()
                .statusCode(422);
    }

    @Test
    void describesItselfForOperators() {
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200).body(containsString("recourse_outbox"));
        given().accept(ContentType.JSON)
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body(containsString("/api/complaints/{id}"));
    }

    private static RequestSpecification as(TestUser user) {
        return given().header("Authorization", "Bearer " + user.token()).contentType(ContentType.JSON);
    }

    private static ValidatableResponse see(TestUser user, long id) {
        return as(user).get("/api/complaints/" + id).then();
    }

    private static ValidatableResponse list(TestUser user, String query) {
        RequestSpecification request = as(user);
        for (String pair : query.split("&(?=[a-z_]+=)")) {
            request.queryParam(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return request.get("/api/complaints").then();
    }

    private static long file(TestUser user) {
        return file(user, Map.of("title", "Broken lamp", "description", "It does not shine."));
    }

    private static long file(TestUser user, Map<String, Object> complaint) {
        return as(user).body(new HashMap<>(complaint))
                .post("/api/complaints")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    /** Has somebody entered in the directory, as filing does for whom identity's events have not told of yet. */
    private static void enter(TestUser user) {
        file(user);
    }
}
