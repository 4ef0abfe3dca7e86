package io.recourse.complaint.dialect;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.recourse.complaint.Desk.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.emptyIterable;

/** Nothing of a dialect is there unless it is switched on. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class DialectsOffTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/get_complaint",
                "/complain",
                "/complain/",
                "/api/tickets/",
                "/api/services/requests",
                "/api/support/interactions",
                "/api/docs",
                "/dialects/ticket-desk/api/tickets",
                "/dialects/helpdesk/api/reports/last7days",
                "/dialects",
                "/dialects/none"
            })
    void isNotThere(String path) {
        as(TestUser.of(Role.ADMIN)).get(path).then().statusCode(404);
    }

    @Test
    void isNotDescribed() {
        given().accept(ContentType.JSON)
                .get("/q/openapi")
                .then()
                .body(
                        "paths.findAll { it.key.startsWith('/dialects') || it.key == '/complain' }.keySet()",
                        emptyIterable());
    }
}
