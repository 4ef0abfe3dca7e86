package io.recourse.identity.key;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.identity.MovableClock;
import io.recourse.identity.Person;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class KeyResourceTest {

    @Inject
    SigningKeys keys;

    @Inject
    SigningKeyStore store;

    @Inject
    MovableClock clock;

    @Test
    void publishesItsKeys() {
        given().get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("keys.kty", everyItem(equalTo("RSA")))
                .body("keys.alg", everyItem(equalTo("RS256")))
                .body("keys.use", everyItem(equalTo("sig")))
                .body("keys.kid", hasItem(keys.current().kid()))
                .body("keys[0].n.length()", equalTo(512));
    }

    @Test
    void rotatesWithoutSigningAnybodyOut() {
        Person person = Person.customer();
        String oldKid = kid(person.accessToken());

        String newKid = Person.admin()
                .asks()
                .post("/api/keys/rotate")
                .then()
                .statusCode(201)
                .extract()
                .path("kid");

        assertThat(newKid).isNotEqualTo(oldKid);
        given().get("/.well-known/jwks.json").then().body("keys.kid", hasItems(oldKid, newKid));
        person.asks().get("/api/users/me").then().statusCode(200);
        Person later = Person.signIn(person.username(), Person.PASSWORD);
        assertThat(kid(later.accessToken())).isEqualTo(newKid);
        later.asks().get("/api/users/me").then().statusCode(200);
        forgetsTheOldKeyWhenItsLastTokenIsDead(oldKid, newKid);
    }

    private void forgetsTheOldKeyWhenItsLastTokenIsDead(String oldKid, String newKid) {
        clock.ahead(Duration.ofMinutes(14), () -> await(keys.deleteTheDead()));
        given().get("/.well-known/jwks.json").then().body("keys.kid", hasItems(oldKid, newKid));

        clock.ahead(Duration.ofMinutes(18), () -> await(keys.deleteTheDead()));

        given().get("/.well-known/jwks.json")
                .then()
                .body("keys.kid", hasItem(newKid))
                .body("keys.kid", not(hasItem(oldKid)));
    }

    @Test
    void learnsOfAKeyThatAnotherReplicaMade() {
        SigningKey key = SigningKey.generate(clock.instant(), clock.instant().plus(Duration.ofMinutes(5)));

        await(store.add(key));

        given().get("/.well-known/jwks.json").then().body("keys.kid", hasItem(key.kid()));
        assertThat(keys.current().kid()).isNotEqualTo(key.kid());
    }

    @Test
    void keepsPrivateKeysSealed() {
        SigningKey key = keys.current();

        var stored = await(store.all());

        assertThat(stored).anySatisfy(other -> {
            assertThat(other.kid()).isEqualTo(key.kid());
            assertThat(other.privateKey()).isEqualTo(key.privateKey());
        });
    }

    private static <T> T await(Uni<T> result) {
        return result.await().atMost(Duration.ofSeconds(10));
    }

    private static String kid(String token) {
        byte[] header = Base64.getUrlDecoder().decode(token.split("\\.")[0]);
        return JsonPath.from(new String(header, StandardCharsets.UTF_8)).getString("kid");
    }
}
