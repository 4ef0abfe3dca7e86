package io.recourse.identity.key;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.identity.Person;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class ForgedTokenTest {

    private static final SigningKey OTHER = SigningKey.generateFirst(Instant.now());

    private static Person person;

    @Inject
    SigningKeys keys;

    private record Forgery(String name, Consumer<JwtClaimsBuilder> change) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Forgery> forgeries() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                new Forgery("expired", claims -> claims.issuedAt(now - 2000).expiresAt(now - 1000)),
                new Forgery("of another issuer", claims -> claims.issuer("https://elsewhere.example")),
                new Forgery("for another audience", claims -> claims.audience("elsewhere")),
                new Forgery("without a role", claims -> claims.remove("groups")),
                new Forgery("without a session", claims -> claims.remove("sid")),
                new Forgery("with two roles", claims -> claims.groups(java.util.Set.of("user", "admin"))));
    }

    static Stream<Forgery> clocksThatDiffer() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                // The test may take a while until the token is looked at.
                new Forgery("expired a moment ago", claims -> claims.issuedAt(now - 930)
                        .expiresAt(now - 30)),
                new Forgery("issued in a moment", claims -> claims.issuedAt(now + 58)));
    }

    static Stream<Forgery> clocksThatAreWrong() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                new Forgery("expired more than a minute ago", claims -> claims.issuedAt(now - 961)
                        .expiresAt(now - 61)),
                new Forgery("issued in more than a minute", claims -> claims.issuedAt(now + 120)
                        .expiresAt(now + 1020)));
    }

    @ParameterizedTest
    @MethodSource("clocksThatDiffer")
    void toleratesClocksThatDifferByAMinute(Forgery other) {
        JwtClaimsBuilder claims = claims();
        other.change().accept(claims);

        refuseUnless(200, signed(claims, keys.current()));
    }

    @ParameterizedTest
    @MethodSource("clocksThatAreWrong")
    void toleratesNoMore(Forgery other) {
        JwtClaimsBuilder claims = claims();
        other.change().accept(claims);

        refuseUnless(401, signed(claims, keys.current()));
    }

    @Test
    void acceptsWhatIdentitySigns() {
        refuseUnless(200, signed(claims(), keys.current()));
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void refusesClaims(Forgery forgery) {
        JwtClaimsBuilder claims = claims();
        forgery.change().accept(claims);

        refuseUnless(401, signed(claims, keys.current()));
    }

    @Test
    void refusesAnotherKeyUnderAKnownKid() {
        SigningKey disguised = new SigningKey(
                keys.current().kid(),
                OTHER.publicKey(),
                OTHER.privateKey(),
                OTHER.createdAt(),
                OTHER.readyAt(),
                OTHER.signsFrom());

        refuseUnless(401, signed(claims(), disguised));
    }

    @Test
    void refusesAnUnknownKid() {
        refuseUnless(401, signed(claims(), OTHER));
    }

    @Test
    void refusesTokensThatAreNotSigned() {
        String claims = signed(claims(), keys.current()).split("\\.")[1];
        String header = base64(
                "{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"" + keys.current().kid() + "\"}");

        refuseUnless(401, header + "." + claims + ".");
    }

    @Test
    void refusesThePublicKeyAsSharedSecret() throws Exception {
        String claims = signed(claims(), keys.current()).split("\\.")[1];
        String header = base64(
                "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"" + keys.current().kid() + "\"}");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(keys.current().publicKey().getEncoded(), "HmacSHA256"));
        byte[] signature = mac.doFinal((header + "." + claims).getBytes(StandardCharsets.US_ASCII));

        refuseUnless(
                401,
                header + "." + claims + "."
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
    }

    @Test
    void refusesAnotherBodyUnderTheSameSignature() {
        Person person = person();
        String[] parts = person.accessToken().split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String promoted = base64(claims.replace("\"user\"", "\"admin\""));
        refuseUnless(200, person.accessToken());

        refuseUnless(401, parts[0] + "." + promoted + "." + parts[2]);
    }

    @Test
    void refusesWhatItAcceptedUntilItDied() {
        long now = Instant.now().getEpochSecond();
        // Tolerated for twenty seconds more.
        String token = signed(claims().issuedAt(now - 900).expiresAt(now - 60 + 20), keys.current());
        refuseUnless(200, token);

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> refuseUnless(401, token));
    }

    @Test
    void refusesNonsense() {
        for (String token : new String[] {"x", "x.y.z", "..", "a".repeat(9000)}) {
            refuseUnless(401, token);
        }
    }

    private static Person person() {
        if (person == null) {
            person = Person.customer();
        }
        return person;
    }

    private static JwtClaimsBuilder claims() {
        long now = Instant.now().getEpochSecond();
        return Jwt.issuer("https://recourse.example/identity")
                .audience("recourse")
                .subject(person().id())
                .upn(person().username())
                .groups("user")
                .claim("sid", "5d2e5b0c-0000-4000-8000-000000000000")
                .issuedAt(now)
                .expiresAt(now + 900);
    }

    private static String signed(JwtClaimsBuilder claims, SigningKey key) {
        return claims.jws().algorithm(SignatureAlgorithm.RS256).keyId(key.kid()).sign(key.privateKey());
    }

    private static void refuseUnless(int status, String token) {
        var answer = given().auth().oauth2(token).get("/api/users/me").then().statusCode(status);
        if (status == 401) {
            answer.header("WWW-Authenticate", equalTo("Bearer")).contentType("application/problem+json");
        }
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
