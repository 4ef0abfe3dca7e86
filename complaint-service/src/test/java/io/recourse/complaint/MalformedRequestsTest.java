package io.recourse.complaint;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What no well-meaning client sends. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class MalformedRequestsTest {

    private static final int LIMIT_MILLIS = (int) Duration.ofSeconds(60).toMillis();
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

    @TestHTTPResource
    URI server;

    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser agent = TestUser.of(Role.AGENT);

    @Test
    void aBodyThatIsRefusedDoesNotHoldUpTheNextRequestOfTheConnection() throws IOException {
        String form = "--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n%s\r\n--x--\r\n"
                .formatted("a".repeat(300_000));
        String refused =
                "POST /api/complaints HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n"
                                .formatted(customer.token(), form.length())
                        + "Content-Type: multipart/form-data; boundary=x\r\n\r\n" + form;
        String next = "GET /api/public/complaints HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n\r\n";

        assertEquals(List.of("413", "200"), statuses(exchange(refused + next)));
    }

    @Test
    void aQueryThatIsNoUtf8IsAProblem() throws IOException {
        String answer =
                exchange("GET /api/public/complaints?cursor=%FF HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n\r\n");

        assertEquals(List.of("400"), statuses(answer));
        assertTrue(answer.contains("application/problem+json"), answer);
    }

    private String exchange(String requests) throws IOException {
        try (Socket connection = new Socket(server.getHost(), server.getPort())) {
            connection.setSoTimeout(LIMIT_MILLIS);
            connection.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> statuses(String answers) {
        return STATUS.matcher(answers).results().map(found -> found.group(1)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "\"+300000-01-01T00:00:00Z\"", "\"0000-01-01T00:00:00Z\"", "\"2026-11-20\""})
    void aTimeThatIsNoneIsRefused(String time) {
        long complaint = Desk.file(customer, "Somebody called");

        Desk.as(agent)
                .body("{\"type\": \"call\", \"occurred_at\": " + time + "}")
                .post("/api/complaints/" + complaint + "/interactions")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("occurred_at"));
    }

    @ParameterizedTest
    @CsvSource({"PATCH, comments/1", "POST, history", "DELETE, history", "PUT, interactions"})
    void aMethodThatAPathDoesNotHaveIsNamedSo(String method, String path) {
        Desk.as(agent)
                .body("{}")
                .request(method, "/api/complaints/1/" + path)
                .then()
                .statusCode(405)
                .header("Allow", containsString("GET"))
                .contentType("application/problem+json");
    }
}
