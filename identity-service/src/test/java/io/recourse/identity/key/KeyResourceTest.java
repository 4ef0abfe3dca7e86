package io.recourse.identity.key;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.identity.MovableClock;
import io.recourse.identity.Person;
import io.recourse.platform.token.TokenConfig;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class KeyResourceTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Inject
    SigningKeys keys;

    @Inject
    KeyRotation rotation;

    @Inject
    TokenConfig tokens;

    @Inject
    Pool database;

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
    void publishesTheNextKeysLongBeforeTheySign() {
        awaitReserve();
        List<String> published = published();

        String next = rotate();

        assertThat(published).contains(next);
        assertThat(keys.current().kid()).isEqualTo(next);
        awaitReserve();
    }

    @Test
    void signsWithNoKeyThatMayBeNewToAService() {
        Instant before = clock.instant();

        for (int i = 0; i < 3; i++) {
            rotate();
        }

        assertThat(now(store.all()))
                .filteredOn(key -> key.signsFrom() != null && key.signsFrom().isAfter(before))
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(key -> assertThat(key.signsFrom())
                        .isAfterOrEqualTo(key.readyAt())
                        .isAfter(key.createdAt().plus(tokens.keyRefreshAtMostEvery())));
    }

    @Test
    void rotatesWithoutSigningAnybodyOut() {
        awaitReserve();
        Person person = Person.customer();
        String oldKid = kid(person.accessToken());

        String newKid = rotate();

        assertThat(newKid).isNotEqualTo(oldKid);
        given().get("/.well-known/jwks.json").then().body("keys.kid", hasItems(oldKid, newKid));
        person.asks().get("/api/users/me").then().statusCode(200);
        Person later = Person.signIn(person.username(), Person.PASSWORD);
        assertThat(kid(later.accessToken())).isEqualTo(newKid);
        later.asks().get("/api/users/me").then().statusCode(200);
        forgetsTheOldKeyWhenItsLastTokenIsDead(oldKid, newKid);
    }

    private void forgetsTheOldKeyWhenItsLastTokenIsDead(String oldKid, String newKid) {
        clock.ahead(Duration.ofMinutes(14), () -> now(keys.deleteTheDead()));
        given().get("/.well-known/jwks.json").then().body("keys.kid", hasItems(oldKid, newKid));

        clock.ahead(Duration.ofMinutes(18), () -> now(keys.deleteTheDead()));

        given().get("/.well-known/jwks.json")
                .then()
                .body("keys.kid", hasItem(newKid))
                .body("keys.kid", not(hasItem(oldKid)));
    }

    @Test
    void letsEverybodyInWhileItRotates() {
        Person person = Person.customer();
        AtomicBoolean rotating = new AtomicBoolean(true);
        List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
        try (var people = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                people.execute(() -> {
                    while (rotating.get()) {
                        Person again = Person.signIn(person.username(), Person.PASSWORD);
                        statuses.add(again.asks().get("/api/users/me").statusCode());
                        statuses.add(person.asks().get("/api/users/me").statusCode());
                    }
                });
            }
            try {
                for (int i = 0; i < 4; i++) {
                    rotate();
                }
            } finally {
                rotating.set(false);
            }
        }
        assertThat(statuses).isNotEmpty().containsOnly(200);
    }

    @Test
    void rotatesByItselfOnceInAPeriod() throws Throwable {
        awaitReserve();
        String young = keys.current().kid();
        VertxContextSupport.subscribeAndAwait(rotation::rotateTheOld);
        assertThat(keys.current().kid()).isEqualTo(young);

        String[] old = new String[2];
        clock.ahead(Duration.ofDays(91), () -> {
            for (int i = 0; i < old.length; i++) {
                rotateTheOld();
                old[i] = keys.current().kid();
            }
        });

        assertThat(old[0]).isNotEqualTo(young);
        assertThat(old[1]).isEqualTo(old[0]);
        now(database.query("update signing_key set signs_from = now() where signs_from > now()")
                .execute());
    }

    private void rotateTheOld() {
        try {
            VertxContextSupport.subscribeAndAwait(rotation::rotateTheOld);
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void learnsOfAKeyThatAnotherReplicaMade() {
        SigningKey key =
                SigningKey.generateReserve(clock.instant(), clock.instant().plus(Duration.ofMinutes(5)));

        now(store.addReserve(key, Integer.MAX_VALUE));

        given().get("/.well-known/jwks.json").then().body("keys.kid", hasItem(key.kid()));
        assertThat(keys.current().kid()).isNotEqualTo(key.kid());
        now(database.query("delete from signing_key where kid = '" + key.kid() + "'")
                .execute());
    }

    @Test
    void keepsPrivateKeysSealed() {
        SigningKey key = keys.current();

        var stored = now(store.all());

        assertThat(stored).anySatisfy(other -> {
            assertThat(other.kid()).isEqualTo(key.kid());
            assertThat(other.privateKey()).isEqualTo(key.privateKey());
        });
    }

    /** Until two keys wait for their turn, and may sign. */
    private void awaitReserve() {
        await().atMost(LIMIT)
                .until(() -> now(store.all()).stream()
                                .filter(SigningKey::isInReserve)
                                .filter(key -> !key.readyAt().isAfter(clock.instant()))
                                .count()
                        >= 2);
    }

    private static List<String> published() {
        return given().get("/.well-known/jwks.json").then().extract().path("keys.kid");
    }

    private static String rotate() {
        return Person.admin()
                .asks()
                .post("/api/keys/rotate")
                .then()
                .statusCode(201)
                .extract()
                .path("kid");
    }

    private static <T> T now(Uni<T> result) {
        return result.await().atMost(LIMIT);
    }

    private static String kid(String token) {
        byte[] header = Base64.getUrlDecoder().decode(token.split("\\.")[0]);
        return JsonPath.from(new String(header, StandardCharsets.UTF_8)).getString("kid");
    }
}
