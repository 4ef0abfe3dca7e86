package io.recourse.identity.dialect;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.restassured.http.ContentType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;

/** Nothing of a dialect is there unless it is switched on. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class DialectsOffTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/create_user",
                "/api/user_login",
                "/login",
                "/user",
                "/user/role",
                "/api/register/",
                "/api/token/",
                "/api/accounts/customers/",
                "/dialects/utility-desk/api/token"
            })
    void isNotThere(String path) {
        given().contentType(ContentType.JSON).body(Map.of()).post(path).then().statusCode(404);
    }
}
