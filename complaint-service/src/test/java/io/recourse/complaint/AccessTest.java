package io.recourse.complaint;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.AccessCheck;
import io.recourse.embedded.AccessCheck.Content;
import io.recourse.embedded.AccessCheck.Scene;
import io.recourse.embedded.AccessTable;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Who may do what, by the table in access.txt. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class AccessTest {

    private static final AccessTable TABLE = AccessTable.beside(AccessTest.class, "access.txt");
    private static final String NONE = "999999999";

    private static final TestUser OWNER = TestUser.of(Role.USER);
    private static final TestUser STRANGER = TestUser.of(Role.USER);
    private static final TestUser ASSIGNEE = TestUser.of(Role.AGENT);
    private static final TestUser COLLEAGUE = TestUser.of(Role.AGENT);
    private static final TestUser ADMIN = TestUser.of(Role.ADMIN);

    private static final Map<String, String> TOKENS = Map.of(
            "owner", OWNER.token(),
            "stranger", STRANGER.token(),
            "assignee", ASSIGNEE.token(),
            "colleague", COLLEAGUE.token(),
            "admin", ADMIN.token());

    @TestHTTPResource
    URI server;

    private AccessCheck check;

    @BeforeEach
    void enterEverybody() {
        List.of(OWNER, STRANGER, ASSIGNEE, COLLEAGUE, ADMIN).forEach(Desk::enter);
        check = new AccessCheck(server, new AccessCheck.Stage() {
            @Override
            public Scene set(String object, String caller) {
                return scene(object, TOKENS.get(caller));
            }

            @Override
            public Content content(String name) {
                return AccessTest.content(name);
            }
        });
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

    private static Scene scene(String object, String token) {
        return switch (object) {
            case "" -> new Scene(Map.of(), Map.of(), token);
            case "new name" -> new Scene(Map.of("new_name", newName()), Map.of(), token);
            case "service type" -> {
                String id = made(Map.of("name", newName()), "/api/service-types");
                yield new Scene(Map.of("id", id), Map.of(), token);
            }
            case "public comment" -> part("comments", "comment_id", Map.of("body", "Soon."), token);
            case "internal comment" -> part("comments", "comment_id", Map.of("body", "Hm.", "internal", true), token);
            case "interaction" -> part("interactions", "interaction_id", Map.of("type", "call"), token);
            case "image" -> image(token);
            case "image of another complaint" -> elsewhere(image(token));
            case "comment of another complaint" ->
                elsewhere(part("comments", "comment_id", Map.of("body", "Soon."), token));
            default -> {
                Map<String, String> names =
                        Map.of("id", complaint(object), "owner", OWNER.username(), "colleague", COLLEAGUE.username());
                yield new Scene(names, Map.of("id", NONE), token);
            }
        };
    }

    private static Scene part(String collection, String name, Map<String, Object> body, String token) {
        String id = complaint("complaint");
        String part = made(body, "/api/complaints/" + id + "/" + collection);
        return new Scene(Map.of("id", id, name, part), Map.of(name, NONE), token);
    }

    private static Scene image(String token) {
        String complaint = complaint("complaint");
        String image = given().header("Authorization", "Bearer " + OWNER.token())
                .multiPart("images", "leak.png", Pictures.png(8, 8), "image/png")
                .post("/api/complaints/" + complaint + "/images")
                .then()
                .statusCode(201)
                .extract()
                .path("id")
                .toString();
        return new Scene(Map.of("id", complaint, "image_id", image), Map.of("image_id", NONE), token);
    }

    /** The same part, asked for as if it were of another complaint of the same people. */
    private static Scene elsewhere(Scene scene) {
        Map<String, String> names = new HashMap<>(scene.names());
        names.put("id", complaint("complaint"));
        return new Scene(names, scene.missing(), scene.token());
    }

    private static String complaint(String kind) {
        String visibility = kind.startsWith("public") ? "public" : "private";
        long id = Desk.file(OWNER, "No water", Map.of("visibility", visibility));
        if (!kind.startsWith("unassigned")) {
            as(ADMIN, Map.of("assignee", ASSIGNEE.username()))
                    .put("/api/complaints/" + id + "/assignee")
                    .then()
                    .statusCode(200);
        }
        String status = kind.split(" ")[0];
        if (List.of("resolved", "cancelled").contains(status)) {
            as(ADMIN, Map.of("status", status))
                    .patch("/api/complaints/" + id)
                    .then()
                    .statusCode(200);
        }
        return Long.toString(id);
    }

    private static String made(Map<String, Object> body, String path) {
        return as(ADMIN, body)
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id")
                .toString();
    }

    private static RequestSpecification as(TestUser user, Map<String, ?> body) {
        return Desk.as(user).body(body);
    }

    private static String newName() {
        return "Type " + UUID.randomUUID();
    }

    private static Content content(String name) {
        if (!name.equals("image")) {
            throw new IllegalArgumentException(name);
        }
        return new Content("image/png", "images", Pictures.png(8, 8));
    }
}
