package io.recourse.identity;

import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.restassured.response.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may call which route. Where somebody may, the answer is about the request, and not of interest here. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class RolesTest {

    private static final Map<String, Person> PEOPLE = new HashMap<>();
    private static final String NOBODY = "5d2e5b0c-0000-4000-8000-000000000000";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // method | path | nobody | user | agent | admin
                "POST   | /api/users                   | in | in | in | in",
                "POST   | /api/auth/login              | in | in | in | in",
                "POST   | /api/auth/refresh            | in | in | in | in",
                "POST   | /api/auth/cookie             | in | in | in | in",
                "POST   | /api/auth/cookie/refresh     | in | in | in | in",
                "DELETE | /api/auth/cookie             | in | in | in | in",
                "POST   | /api/auth/password-reset     | in | in | in | in",
                "POST   | /api/auth/password-reset/confirm | in | in | in | in",
                "POST   | /api/auth/verify-email       | in | in | in | in",
                "GET    | /.well-known/jwks.json       | in | in | in | in",
                "GET    | /api/users/me                | 401 | in | in | in",
                "PATCH  | /api/users/me                | 401 | in | in | in",
                "PUT    | /api/users/me/password       | 401 | in | in | in",
                "GET    | /api/users/me/export         | 401 | in | in | in",
                "GET    | /api/users/me/sessions       | 401 | in | in | in",
                "POST   | /api/users/me/email-verification | 401 | in | in | in",
                "DELETE | /api/users/me/sessions/{id}  | 401 | in | in | in",
                "PUT    | /api/users/me/availability   | 401 | 403 | in | in",
                "GET    | /api/users                   | 401 | 403 | in | in",
                "GET    | /api/users/{id}              | 401 | 403 | in | in",
                "PATCH  | /api/users/{id}              | 401 | 403 | 403 | in",
                "DELETE | /api/users/{id}              | 401 | 403 | 403 | in",
                "PUT    | /api/users/{id}/role         | 401 | 403 | 403 | in",
                "GET    | /api/agents                  | 401 | 403 | in | in",
                "GET    | /api/audit                   | 401 | 403 | 403 | in",
                "POST   | /api/keys/rotate             | 401 | 403 | 403 | in",
                "POST   | /api/auth/logout             | 401 | in | in | in",
            })
    void letsInWhoMay(String method, String path, String nobody, String user, String agent, String admin) {
        assertThat(access(null, method, path)).isEqualTo(nobody);
        assertThat(access(person("user"), method, path)).isEqualTo(user);
        assertThat(access(person("agent"), method, path)).isEqualTo(agent);
        assertThat(access(person("admin"), method, path)).isEqualTo(admin);
    }

    /** The same three for all routes: signing out comes last. */
    private static Person person(String role) {
        return PEOPLE.computeIfAbsent(role, Person::withRole);
    }

    private static String access(Person person, String method, String path) {
        Response response = Person.json(person)
                .body(method.equals("GET") || method.equals("DELETE") ? "" : "{}")
                .request(method, path.replace("{id}", NOBODY));
        int status = response.statusCode();
        // The complaint service is away, without which there is no export.
        assertThat(status).matches(code -> code < 500 || code == 503 && path.endsWith("/export"));
        boolean refusedForTheToken = status == 401 && !path.matches("/api/auth/(login|cookie.*)");
        return refusedForTheToken || status == 403 ? Integer.toString(status) : "in";
    }
}
