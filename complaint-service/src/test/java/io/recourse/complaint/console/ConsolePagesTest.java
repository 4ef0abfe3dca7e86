package io.recourse.complaint.console;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertTrue;

@QuarkusTest
class ConsolePagesTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/complaints",
                "/complaints/17",
                "/quality",
                "/apiary/",
                "/reset-password?token=x.y"
            })
    void servesTheOneDocumentAtEveryPage(String path) {
        given().accept(BROWSER)
                .get(path)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .header("Content-Security-Policy", ConsolePages.CONTENT_SECURITY_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-cache")
                .body(containsString("id=\"console\""));
    }

    @Test
    void allowsNoScriptOrStyleInTheDocument() {
        given().accept(BROWSER)
                .get("/")
                .then()
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .body(not(containsString("<style")), not(containsString("style=")), not(containsString("<script>")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/favicon.png", "/static/bundle/none.js", "/static/none", "/complaints/17.css"})
    void doesNotTakeTheDocumentForAFile(String path) {
        given().accept(BROWSER).get(path).then().statusCode(404).body(not(containsString("id=\"console\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/none", "/api", "/q/none", "/.well-known/none"})
    void leavesToOthersWhatIsTheirs(String path) {
        given().accept(BROWSER).get(path).then().statusCode(404).header("Content-Security-Policy", is((String) null));
    }

    @Test
    void hasNoPagesForProgrammes() {
        given().accept("application/json").get("/complaints/17").then().statusCode(404);
        given().post("/complaints/17").then().statusCode(is(not(equalTo(200))));
    }

    @Test
    void letsBrowsersKeepWhatNeverChanges() {
        String document = given().accept(BROWSER).get("/").asString();
        Matcher script = Pattern.compile("/static/bundle/app-\\w+\\.js").matcher(document);
        assertTrue(script.find(), document);

        Response response = given().header("Accept-Encoding", "gzip").get(script.group());

        response.then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .header("Content-Encoding", "gzip")
                .header("X-Content-Type-Options", "nosniff");
    }
}
