package io.recourse.identity;

import java.util.List;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.restassured.response.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the REST layer refuses by itself. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class RefusalsTest {

    @ParameterizedTest
    @CsvSource({
        "PUT, /api/auth/login, 'OPTIONS, POST'",
        "GET, /api/auth/cookie, 'DELETE, OPTIONS, POST'",
        "PUT, /api/users/me, 'DELETE, GET, HEAD, OPTIONS, PATCH'",
        "POST, /api/users/me, 'DELETE, GET, HEAD, OPTIONS, PATCH'",
        "DELETE, /api/users, 'GET, HEAD, OPTIONS, POST'",
        "POST, /api/users/5d2e5b0c-0000-4000-8000-000000000000/role, 'OPTIONS, PUT'",
        "POST, /.well-known/jwks.json, 'GET, HEAD, OPTIONS'",
    })
    void saysWhatAPathCanBeAskedFor(String method, String path, String allowed) {
        Response refusal = Person.json(Person.admin()).request(method, path);

        refusal.then().statusCode(405).contentType("application/problem+json");
        assertThat(List.of(refusal.header("Allow").split(", "))).isEqualTo(List.of(allowed.split(", ")));
    }
}
