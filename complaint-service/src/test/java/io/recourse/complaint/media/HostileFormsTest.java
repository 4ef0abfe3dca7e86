package io.recourse.complaint.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.Desk;
import io.recourse.complaint.Pictures;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Forms as no browser sends them. Each is refused, nothing of it is kept, and the next request is served. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class HostileFormsTest {

    private static final int LIMIT_MILLIS = (int) Duration.ofSeconds(5).toMillis();
    private static final String TITLE = field("title", "No water");
    private static final String DESCRIPTION = field("description", "Since this morning.");
    private static final String END = "--x--\r\n";

    @TestHTTPResource
    URI server;

    private final TestUser customer = TestUser.of(Role.USER);

    static List<Arguments> forms() {
        return List.of(
                arguments("without its end", TITLE + DESCRIPTION),
                arguments("that ends within a field", TITLE + "--x\r\nContent-Disposition: form-data; name=\"descr"),
                arguments("of 10,000 parts", field("title", "a").repeat(10_000) + END),
                arguments("of 10,000 empty parts", "--x\r\n\r\n\r\n".repeat(10_000) + END),
                arguments(
                        "with another form in it",
                        TITLE
                                + "--x\r\nContent-Disposition: form-data; name=\"description\"\r\n"
                                + "Content-Type: multipart/mixed; boundary=y\r\n\r\n"
                                + ("--y\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n").repeat(500)
                                + "--y--\r\n" + END),
                arguments(
                        "whose part has a header of 100 KB",
                        "--x\r\nContent-Disposition: form-data; name=\"title\"\r\nX-Long: " + "a".repeat(100_000)
                                + "\r\n\r\nNo water\r\n" + END),
                arguments(
                        "whose part has 5,000 headers",
                        "--x\r\nContent-Disposition: form-data; name=\"title\"\r\n" + "X-A: 1\r\n".repeat(5_000)
                                + "\r\nNo water\r\n" + END),
                arguments("whose part has no name", "--x\r\nContent-Disposition: form-data\r\n\r\na\r\n" + END),
                arguments("whose part says nothing of itself", "--x\r\n\r\na\r\n" + END),
                arguments("of another boundary", TITLE.replace("--x", "--y") + "--y--\r\n"),
                arguments("of nothing", ""),
                arguments("of its end alone", END),
                arguments("of line breaks", "\r\n".repeat(50_000)),
                arguments("whose lines end too soon", TITLE.replace("\r\n", "\n") + "--x--\n"),
                arguments("with a title twice", TITLE + TITLE + DESCRIPTION + END),
                arguments(
                        "with a file as its title",
                        "--x\r\nContent-Disposition: form-data; name=\"title\"; filename=\"../../t\"\r\n\r\nNo water\r\n"
                                + DESCRIPTION + END),
                arguments(
                        "in an encoding that there is not",
                        "--x\r\nContent-Disposition: form-data; name=\"title\"\r\n"
                                + "Content-Transfer-Encoding: base64\r\nContent-Type: text/plain; charset=none\r\n\r\n"
                                + "Tm8gd2F0ZXI=\r\n" + END));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void refusesAForm(String name, String form) throws IOException {
        String answers = exchange(request(form.length()), form + next());

        assertTrue(answers.startsWith("HTTP/1.1 4"), answers);
        assertTrue(answers.contains("application/problem+json"), answers);
        assertKeepsNothing();
    }

    /** The end of the connection is the end of the form: nobody is left to be answered. */
    @Test
    void keepsNothingOfAFormThatBreaksOff() throws IOException {
        String form = TITLE + DESCRIPTION + END;

        try (Socket connection = connect()) {
            connection.getOutputStream().write(latin(request(form.length() + 100) + form));
            connection.shutdownOutput();
            connection.getInputStream().readAllBytes();
        }

        assertKeepsNothing();
    }

    static Stream<Arguments> smuggled() {
        String form = TITLE + DESCRIPTION + END;
        return Stream.of(
                arguments("two lengths", "Content-Length: %d\r\nContent-Length: 5\r\n".formatted(form.length()), form),
                arguments("a length that is none", "Content-Length: +%d\r\n".formatted(form.length()), form),
                arguments("a length below zero", "Content-Length: -1\r\n", form),
                arguments("more than any length", "Content-Length: 99999999999999999999\r\n", form),
                arguments("a chunk that is none", "Transfer-Encoding: chunked\r\n", "xyz\r\n" + form),
                arguments("a coding that there is not", "Transfer-Encoding: rot13\r\n", form));
    }

    @ParameterizedTest
    @MethodSource("smuggled")
    void refusesAFormOf(String name, String headers, String body) throws IOException {
        String head = head() + headers + "\r\n";

        String answers = exchange(head, body);

        // What breaks off in the middle of a body is hung up on, for there is no telling where the next request begins.
        assertTrue(answers.isEmpty() || answers.startsWith("HTTP/1.1 4"), answers);
        assertKeepsNothing();
    }

    @Test
    void refusesAHeadOf100Kilobytes() throws IOException {
        String answers = exchange(head() + "X-Long: " + "a".repeat(100_000) + "\r\n", "\r\n");

        assertTrue(answers.matches("(?s)HTTP/1.1 (400|431).*"), answers);
        assertKeepsNothing();
    }

    @Test
    void takesAFormThatIsWhole() throws IOException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(latin(TITLE + DESCRIPTION
                + "--x\r\nContent-Disposition: form-data; name=\"images\"; filename=\"a.png\"\r\n\r\n"));
        form.writeBytes(Pictures.png(4, 4));
        form.writeBytes(latin("\r\n" + END));
        String body = form.toString(StandardCharsets.ISO_8859_1);

        String answers = exchange(request(body.length()), body + next());

        assertTrue(answers.startsWith("HTTP/1.1 201"), answers);
    }

    private void assertKeepsNothing() {
        Desk.as(customer).get("/api/complaints").then().statusCode(200).body("items", hasSize(0));
    }

    private String request(int length) {
        return head() + "Content-Length: " + length + "\r\n\r\n";
    }

    private String head() {
        return "POST /api/complaints HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer " + customer.token()
                + "\r\nContent-Type: multipart/form-data; boundary=x\r\n";
    }

    private static String next() {
        return "GET /api/public/complaints HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n\r\n";
    }

    private String exchange(String head, String body) throws IOException {
        try (Socket connection = connect()) {
            connection.getOutputStream().write(latin(head + body));
            return answers(connection);
        }
    }

    /** All that comes until the service hangs up, or says no more; whoever hangs up first is not answered. */
    private static String answers(Socket connection) throws IOException {
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        try {
            connection.getInputStream().transferTo(answers);
        } catch (SocketTimeoutException silent) {
            // It would take another request.
        } catch (SocketException closed) {
            // It has hung up on what it did not want to read.
        }
        return answers.toString(StandardCharsets.UTF_8);
    }

    private Socket connect() throws IOException {
        Socket connection = new Socket(server.getHost(), server.getPort());
        connection.setSoTimeout(LIMIT_MILLIS);
        return connection;
    }

    private static String field(String name, String value) {
        return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
