package io.recourse.identity;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class OpenApiTest {

    @ParameterizedTest
    @CsvSource({
        "/api/auth/password-reset,post,202",
        "/api/auth/password-reset/confirm,post,204",
        "/api/auth/verify-email,post,204",
        "/api/users/me/email-verification,post,202",
        "/api/users/me/export,get,200",
        "/api/keys/rotate,post,201",
        "/api/auth/cookie,post,200",
        "/api/auth/cookie,delete,204",
        "/api/auth/cookie/refresh,post,200",
        "/api/users,post,201",
    })
    void describesRoutes(String path, String method, String status) {
        String operation = "paths.'%s'.%s".formatted(path, method);

        JsonPath description = description();

        assertThat(description.getString(operation + ".summary")).isNotBlank();
        assertThat(description.<Object>get(operation + ".responses.'" + status + "'"))
                .isNotNull();
    }

    @Test
    void describesPatchesOfWhichEveryFieldMayBeAbsent() {
        JsonPath description = description();

        for (String schema : new String[] {"EditProfile", "EditAccount"}) {
            assertThat(description.<Object>get("components.schemas." + schema + ".properties.first_name"))
                    .isNotNull();
            assertThat(description.<Object>get("components.schemas." + schema + ".required"))
                    .isNull();
        }
    }

    @Test
    void saysWhatEntriesOfTheAuditLogMayLack() {
        for (String field : new String[] {"actor_id", "subject_id", "address", "detail"}) {
            assertThat(description().getString("components.schemas.AuditEntry.properties." + field))
                    .contains("null");
        }
    }

    private static JsonPath description() {
        return given().accept(ContentType.JSON).get("/q/openapi").jsonPath();
    }
}
