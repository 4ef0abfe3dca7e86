package io.recourse.complaint;

import java.util.Arrays;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** How the bytes of an image are served; whatever store has them. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class ImageBytesTest {

    private final TestUser customer = TestUser.of(Role.USER);
    private String url;
    private byte[] whole;
    private String tag;

    @BeforeEach
    void fileAComplaint() {
        url = as(customer)
                .multiPart("title", "Leaking pipe")
                .multiPart("description", "d")
                .multiPart("images", "a.png", Pictures.noise(400, 300), "image/png")
                .post("/api/complaints")
                .then()
                .statusCode(201)
                .extract()
                .path("images[0].url");
        Response response = as(customer).get(url);
        whole = response.asByteArray();
        tag = response.header("ETag");
    }

    /** Another store does not have its bytes, and the sweeper would report them. */
    @AfterEach
    void deleteTheComplaint() {
        as(TestUser.of(Role.ADMIN))
                .delete(url.substring(0, url.indexOf("/images")))
                .then()
                .statusCode(204);
    }

    @Test
    void servesTheWhole() {
        assertArrayEquals(Pictures.noise(400, 300), whole);
        as(customer)
                .get(url)
                .then()
                .statusCode(200)
                .header("Accept-Ranges", "bytes")
                .header("Content-Length", String.valueOf(whole.length))
                .header("Content-Range", nullValue());
    }

    @Test
    void servesASingleRange() {
        assertPart("bytes=0-0", 0, 1);
        assertPart("bytes=100-299", 100, 300);
        assertPart("bytes=1000-", 1000, whole.length);
        assertPart("bytes=-10", whole.length - 10, whole.length);
        assertPart("bytes=0-", 0, whole.length);
        assertPart("bytes=10-999999999", 10, whole.length);
    }

    @Test
    void servesTheWholeForWhatIsNoSingleRange() {
        for (String range : new String[] {"bytes=0-1,5-6", "lines=1-2", "bytes=9-3", "bytes=x"}) {
            Response response = as(customer).header("Range", range).get(url);

            assertEquals(200, response.statusCode());
            assertArrayEquals(whole, response.asByteArray());
        }
    }

    @Test
    void refusesARangeBehindTheEnd() {
        as(customer)
                .header("Range", "bytes=" + whole.length + "-")
                .get(url)
                .then()
                .statusCode(416)
                .contentType("application/problem+json")
                .header("Content-Range", "bytes */" + whole.length);
    }

    @Test
    void servesTheRangeOfTheImageThatIfRangeNamesAlone() {
        as(customer)
                .header("Range", "bytes=0-9")
                .header("If-Range", tag)
                .get(url)
                .then()
                .statusCode(206);
        for (String other : new String[] {"\"other\"", "W/" + tag, "Fri, 20 Nov 2026 12:00:00 GMT"}) {
            as(customer)
                    .header("Range", "bytes=0-9")
                    .header("If-Range", other)
                    .get(url)
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void saysThatAKnownImageIsUnchangedWhateverTheRange() {
        as(customer)
                .header("Range", "bytes=0-9")
                .header("If-None-Match", tag)
                .get(url)
                .then()
                .statusCode(304)
                .header("ETag", tag);
    }

    @Test
    void tellsTheHeadersAlone() {
        as(customer)
                .header("Range", "bytes=0-9")
                .head(url)
                .then()
                .statusCode(200)
                .contentType("image/png")
                .header("Content-Length", String.valueOf(whole.length))
                .header("Accept-Ranges", "bytes")
                .header("ETag", equalTo(tag))
                .body(emptyString());
        as(customer).header("If-None-Match", tag).head(url).then().statusCode(304);
        as(customer).head(url + "0").then().statusCode(404);
        as(TestUser.of(Role.USER)).head(url).then().statusCode(404);
    }

    private void assertPart(String range, int from, int to) {
        Response response = as(customer).header("Range", range).get(url);

        assertEquals(206, response.statusCode());
        assertEquals("bytes %d-%d/%d".formatted(from, to - 1, whole.length), response.header("Content-Range"));
        assertEquals(String.valueOf(to - from), response.header("Content-Length"));
        assertEquals("image/png", response.contentType());
        assertArrayEquals(Arrays.copyOfRange(whole, from, to), response.asByteArray());
    }

    private static RequestSpecification as(TestUser user) {
        return given().header("Authorization", "Bearer " + user.token());
    }
}
