package io.recourse.complaint.dialect;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.recourse.complaint.Desk;
import io.recourse.complaint.Pictures;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.RevokedSessions;
import io.recourse.platform.token.Role;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** The calls of the image desk's clients. */
@QuarkusTest
@TestProfile(AllDialects.class)
@QuarkusTestResource(RecourseTestResource.class)
class ImageDeskTest {

    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser admin = TestUser.of(Role.ADMIN);

    @Inject
    RevokedSessions revoked;

    private static RequestSpecification by(TestUser user) {
        return given().header("TOKEN", user.token()).header("USERNAME", user.username());
    }

    private int create(String title, boolean open) {
        return by(customer)
                .multiPart("title", title)
                .multiPart("description", "See the pictures")
                .multiPart("public", Boolean.toString(open))
                .multiPart("image1", "one.png", Pictures.png(20, 20), "image/png")
                .multiPart("image2", "two.png", Pictures.png(21, 21), "image/png")
                .multiPart("image3", "three.png", Pictures.png(22, 22), "image/png")
                .post("/complain")
                .then()
                .statusCode(201)
                .body("title", equalTo(title))
                .body("status", equalTo("pending"))
                .body("images", hasSize(3))
                .extract()
                .path("id");
    }

    @Test
    void filesWithThreeImagesAndShowsThem() {
        int id = create("Pothole", false);

        String image = by(customer)
                .get("/complain?username=" + customer.username())
                .then()
                .statusCode(200)
                .body("id", contains(id))
                .extract()
                .path("[0].images[0]");
        by(customer).get(image).then().statusCode(200).contentType("image/png");
        given().get(image).then().statusCode(401).body("error", notNullValue());
        by(TestUser.of(Role.USER)).get(image).then().statusCode(404);
    }

    @Test
    void takesNoFourthImage() {
        var request = by(customer).multiPart("title", "Pothole").multiPart("description", "d");
        for (int i = 0; i < 4; i++) {
            request.multiPart("images", i + ".png", Pictures.png(20 + i, 20), "image/png");
        }
        request.post("/complain").then().statusCode(400).body("keySet()", contains("error"));
    }

    @Test
    void showsTheBoardAloneToThoseWithoutAToken() {
        int open = create("Open " + UUID.randomUUID(), true);
        int closed = create("Private " + UUID.randomUUID(), false);

        given().get("/complain?page=1")
                .then()
                .statusCode(200)
                .body("id", hasItem(open))
                .body("id", not(hasItem(closed)))
                .body("[0]", not(hasKey("username")))
                .body("[0]", not(hasKey("description")));
        given().get("/complain?username=" + customer.username())
                .then()
                .statusCode(200)
                .body("id", not(hasItem(closed)))
                .body("[0]", not(hasKey("username")));
        given().header("TOKEN", "a.b.c").get("/complain").then().statusCode(401);
    }

    @Test
    void pagesByNumber() {
        TestUser busy = TestUser.of(Role.USER);
        for (int i = 0; i < 121; i++) {
            Desk.file(busy, "Lamp " + i);
        }

        by(busy).get("/complain")
                .then()
                .body("$", hasSize(20))
                .body("[0].title", equalTo("Lamp 120"))
                .header("Link", equalTo("<?page=2>; rel=\"next\""));
        by(busy).get("/complain/?page=6").then().body("title[0]", equalTo("Lamp 20"));
        by(busy).get("/complain?page=7")
                .then()
                .body("title", contains("Lamp 0"))
                .header("Link", nullValue());
        by(busy).get("/complain?page=8").then().statusCode(200).body("$", hasSize(0));
        by(busy).get("/complain?page=0").then().statusCode(400);
        by(busy).get("/complain?page=51").then().statusCode(400).body("error", notNullValue());
    }

    @Test
    void letsStaffAloneSayHowItGoesOn() {
        int id = create("Pothole", false);

        by(customer)
                .contentType(ContentType.JSON)
                .body(Map.of("id", id, "status", "resolved"))
                .put("/complain")
                .then()
                .statusCode(403)
                .body("keySet()", contains("error"));
        by(admin)
                .contentType(ContentType.JSON)
                .body(Map.of("id", Integer.toString(id), "progress", "in progress"))
                .put("/complain")
                .then()
                .statusCode(200)
                .body("progress", equalTo("in_progress"));
        by(admin)
                .contentType(ContentType.JSON)
                .body(Map.of("id", id, "progress", 100))
                .put("/complain/")
                .then()
                .statusCode(200)
                .body("status", equalTo("resolved"));
    }

    @Test
    void deletesWithTheImages() {
        int id = create("Pothole", false);

        by(customer)
                .contentType(ContentType.JSON)
                .body(Map.of("id", id))
                .post("/complain/delete")
                .then()
                .statusCode(403);
        by(admin)
                .contentType(ContentType.JSON)
                .body(Map.of("id", id))
                .post("/complain/delete")
                .then()
                .statusCode(200);
        by(customer).get("/complain/" + id).then().statusCode(404).body("keySet()", contains("error"));
    }

    @Test
    void verifiesTheTokenLikeAnyOther() {
        String session = UUID.randomUUID().toString();
        String token = customer.token(session);
        given().header("TOKEN", token).get("/complain").then().statusCode(200);
        given().header("TOKEN", token)
                .header("USERNAME", admin.username())
                .get("/complain")
                .then()
                .statusCode(401)
                .body("error", notNullValue());

        revoked.add(session, Instant.now());

        given().header("TOKEN", token).get("/complain").then().statusCode(401).body("error", notNullValue());
    }

    @Test
    void letsAnAuthorizationHeaderCountBeforeItsOwn() {
        given().header("Authorization", "Bearer a.b.c")
                .header("TOKEN", customer.token())
                .get("/complain")
                .then()
                .statusCode(401);
    }
}
