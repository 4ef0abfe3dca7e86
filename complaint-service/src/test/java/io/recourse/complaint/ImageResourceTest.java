package io.recourse.complaint;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.specification.RequestSpecification;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class ImageResourceTest {

    @ConfigProperty(name = "recourse.media.directory")
    Path directory;

    @TestHTTPResource
    String origin;

    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser stranger = TestUser.of(Role.USER);
    private final TestUser admin = TestUser.of(Role.ADMIN);

    @Test
    void filesAComplaintWithThreeImages() {
        as(customer)
                .multiPart("title", "Leaking pipe")
                .multiPart(new MultiPartSpecBuilder("Wasser überall – 水")
                        .controlName("description")
                        .charset(StandardCharsets.UTF_8)
                        .build())
                .multiPart("service_type_id", "2")
                .multiPart("images", "a.png", Pictures.png(40, 30), "image/png")
                .multiPart("images", "b.txt", Pictures.jpeg(20, 10), "text/plain")
                .multiPart("images", "c", Pictures.gif(5, 6), "application/octet-stream")
                .post("/api/complaints")
                .then()
                .statusCode(201)
                .body("description", equalTo("Wasser überall – 水"))
                .body("service_type.name", equalTo("Leak or outage"))
                .body("images.content_type", contains("image/png", "image/jpeg", "image/gif"))
                .body("images.width", contains(40, 20, 5))
                .body("images[0].url", containsString("/images/"));
    }

    static Stream<Arguments> unacceptable() {
        return Stream.of(
                Arguments.of(415, "a text".getBytes()),
                Arguments.of(415, new byte[0]),
                Arguments.of(415, "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes()),
                Arguments.of(415, Pictures.truncated(Pictures.png(64, 64))),
                Arguments.of(415, Pictures.truncated(Pictures.jpeg(64, 64))),
                Arguments.of(415, Pictures.truncated(Pictures.webp(64, 64))),
                Arguments.of(422, Pictures.pngClaiming(10_000, 5_001)),
                Arguments.of(413, new byte[5 * 1024 * 1024 + 1]));
    }

    @ParameterizedTest
    @MethodSource("unacceptable")
    void storesNothingWhenOneImageIsBad(int status, byte[] bad) throws IOException {
        long files = files();
        TestUser writer = TestUser.of(Role.USER);

        as(writer)
                .multiPart("title", "Leaking pipe")
                .multiPart("description", "d")
                .multiPart("images", "good.png", Pictures.png(4, 4), "image/png")
                .multiPart("images", "bad.png", bad, "image/png")
                .post("/api/complaints")
                .then()
                .statusCode(status)
                .contentType("application/problem+json");

        as(writer).get("/api/complaints").then().body("items", empty());
        assertEquals(files, files());
    }

    @Test
    void takesThreeImagesAndNoFourth() {
        long id = file(4);

        as(customer)
                .multiPart("images", "b.png", Pictures.png(2, 2), "image/png")
                .multiPart("images", "c.png", Pictures.png(2, 2), "image/png")
                .post("/api/complaints/" + id + "/images")
                .then()
                .statusCode(201)
                .body("items", hasSize(2));
        as(customer)
                .multiPart("images", "d.png", Pictures.png(2, 2), "image/png")
                .post("/api/complaints/" + id + "/images")
                .then()
                .statusCode(409)
                .contentType("application/problem+json");
        as(customer).get("/api/complaints/" + id + "/images").then().body("items", hasSize(3));
    }

    @Test
    void refusesAFilingWithFourImages() {
        RequestSpecification filing = as(customer).multiPart("title", "Leak").multiPart("description", "d");
        for (int i = 0; i < 4; i++) {
            filing.multiPart("images", "i.png", Pictures.png(2, 2), "image/png");
        }

        filing.post("/api/complaints").then().statusCode(409);
    }

    @Test
    void namesTheFieldOfABadForm() {
        as(customer)
                .multiPart("title", "Leak")
                .multiPart("description", "d")
                .multiPart("colour", "red")
                .post("/api/complaints")
                .then()
                .statusCode(400)
                .body("violations.field", contains("colour"));
        as(customer)
                .multiPart("title", "x")
                .multiPart("description", "d")
                .post("/api/complaints")
                .then()
                .statusCode(400)
                .body("violations.field", contains("title"));
    }

    @Test
    void servesImagesToThoseWhoSeeTheComplaintAlone() {
        long id = file(7);
        String url = imageUrl(id);

        String tag = as(customer)
                .get(url)
                .then()
                .statusCode(200)
                .contentType("image/png")
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Cache-Control", containsString("private"))
                .extract()
                .header("ETag");

        as(customer).header("If-None-Match", tag).get(url).then().statusCode(304);
        as(stranger).get(url).then().statusCode(404);
        given().get(url).then().statusCode(401);
        as(customer).get("/api/complaints/" + id + "/images/0").then().statusCode(404);
        long other = file(7);
        as(customer)
                .get("/api/complaints/" + other + url.substring(url.indexOf("/images")))
                .then()
                .statusCode(404);
    }

    @Test
    void servesAnImageToWhomTakesIt() {
        String url = imageUrl(file(7));

        as(customer).accept("text/html, image/*;q=0.5").get(url).then().statusCode(200);
        as(customer).accept("text/html").get(url).then().statusCode(406).contentType("application/problem+json");
        as(customer).accept("image/png;q=0, image/webp").head(url).then().statusCode(406);
    }

    @Test
    void removesAnImageWithItsFile() throws IOException {
        long files = files();
        long id = file(9);
        String url = imageUrl(id);

        as(customer).delete(url).then().statusCode(204);

        as(customer).get(url).then().statusCode(404);
        assertEquals(files, files());
    }

    @Test
    void removesTheFilesOfADeletedComplaint() throws IOException {
        long files = files();
        long id = file(9);
        assertTrue(files() > files);

        as(admin).delete("/api/complaints/" + id).then().statusCode(204);

        assertEquals(files, files());
    }

    @Test
    void publishesNoPlaces() {
        long id = as(customer)
                .multiPart("title", "Pothole")
                .multiPart("description", "d")
                .multiPart("images", "p.jpg", Pictures.jpegWithGps(16, 16, 3), "image/jpeg")
                .post("/api/complaints")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");

        byte[] served = as(customer).get(imageUrl(id)).asByteArray();

        assertFalse(new String(served, StandardCharsets.ISO_8859_1).contains("GPS"));
    }

    @Test
    void refusesABodyThatIsTooLargeInAll() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(origin + "/api/complaints"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + customer.token())
                .header("Content-Type", "multipart/form-data; boundary=x")
                .expectContinue(true)
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[21 * 1024 * 1024]))
                .build();

        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());

            assertEquals(413, response.statusCode());
            assertEquals(
                    "application/problem+json",
                    response.headers().firstValue("Content-Type").orElse(null));
        }
    }

    static Stream<String> unreadableForms() {
        StringBuilder tooManyFields = new StringBuilder();
        for (int i = 0; i < 1_500; i++) {
            tooManyFields
                    .append("--X\r\nContent-Disposition: form-data; name=\"f")
                    .append(i)
                    .append("\"\r\n\r\nv\r\n");
        }
        return Stream.of(
                "",
                "garbage",
                "--X\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nabc",
                "--X\r\nContent-Type: text/plain\r\n\r\nabc\r\n--X--\r\n",
                "--X\r\nContent-Disposition: form-data\r\n\r\nabc\r\n--X--\r\n",
                "--X\r\nContent-Disposition: form-data; name=\"title\"\r\nContent-Type: text/plain; charset=nope\r\n\r\n"
                        + "abc\r\n--X--\r\n",
                tooManyFields.append("--X--\r\n").toString());
    }

    @ParameterizedTest
    @MethodSource("unreadableForms")
    void refusesFormsThatCannotBeRead(String form) throws IOException, InterruptedException {
        HttpResponse<String> response = send("multipart/form-data; boundary=X", "*/*", form);

        assertEquals(400, response.statusCode(), response.body());
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("Content-Type").orElse(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"///", "application", "text/", "/json", "multipart/form-data; boundary="})
    void refusesMediaTypesThatAreNone(String mediaType) throws IOException, InterruptedException {
        int status = send(mediaType, "*/*", "{}").statusCode();

        assertTrue(status == 400 || status == 415, () -> mediaType + ": " + status);
    }

    private HttpResponse<String> send(String contentType, String accept, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(origin + "/api/complaints"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + customer.token())
                .header("Content-Type", contentType)
                .header("Accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private long file(int size) {
        return as(customer)
                .multiPart("title", "Leaking pipe")
                .multiPart("description", "d")
                .multiPart("images", "a.png", Pictures.png(size, size), "image/png")
                .post("/api/complaints")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private String imageUrl(long id) {
        return as(admin).get("/api/complaints/" + id).then().extract().path("images[0].url");
    }

    private long files() throws IOException {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static RequestSpecification as(TestUser user) {
        return given().header("Authorization", "Bearer " + user.token());
    }
}
