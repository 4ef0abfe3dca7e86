package io.recourse.identity.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.identity.Person;
import io.recourse.platform.token.JwksClient;
import io.recourse.platform.token.RemoteVerificationKeys;
import io.recourse.platform.token.TokenConfig;
import io.restassured.path.json.JsonPath;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How the services see identity's keys that ask it for them. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class KeysOfOtherServicesTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Inject
    TokenConfig tokens;

    @Inject
    Pool database;

    @Inject
    Clock clock;

    @Inject
    Vertx vertx;

    /** Counts how often identity is asked. */
    private static final class Identity {

        private final AtomicInteger fetches = new AtomicInteger();
        private volatile boolean away;

        Uni<String> answer() {
            fetches.incrementAndGet();
            return away
                    ? Uni.createFrom().failure(new IllegalStateException("away"))
                    : Uni.createFrom()
                            .item(() -> given().get("/.well-known/jwks.json").asString());
        }
    }

    @Test
    void knowTheKeyOfEveryTokenWhileKeysRotate() {
        Person person = Person.customer();
        RemoteVerificationKeys keys = service(new Identity());
        AtomicBoolean rotating = new AtomicBoolean(true);
        List<String> refused = Collections.synchronizedList(new ArrayList<>());
        Set<String> kids = Collections.synchronizedSet(new HashSet<>());
        try (var people = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                people.execute(() -> {
                    while (rotating.get()) {
                        String token = Person.signIn(person.username(), Person.PASSWORD)
                                .accessToken();
                        kids.add(kid(token));
                        if (!isSigned(token, keys) || !isSigned(person.accessToken(), keys)) {
                            refused.add(token);
                        }
                    }
                });
            }
            try {
                for (int i = 0; i < 4; i++) {
                    Person.admin().asks().post("/api/keys/rotate").then().statusCode(201);
                }
            } finally {
                rotating.set(false);
            }
        }

        assertThat(kids).hasSizeGreaterThan(1);
        assertThat(refused).isEmpty();
    }

    @Test
    void askSeldomForKeysThatNobodyHas() {
        Identity identity = new Identity();
        RemoteVerificationKeys keys = service(identity);
        await().atMost(LIMIT).ignoreExceptions().until(() -> find(keys, "known-to-nobody") == null);
        int before = identity.fetches.get();
        Instant began = Instant.now();

        IntStream.range(0, 200).parallel().forEach(i -> assertThat(find(keys, "known-to-nobody-" + i))
                .isNull());

        long pauses = Duration.between(began, Instant.now()).dividedBy(tokens.keyRefreshAtMostEvery());
        assertThat((long) identity.fetches.get() - before).isLessThanOrEqualTo(pauses + 1);
    }

    @Test
    void leaveEveryRequestThatWaitsForThemInItsOwnContext() {
        List<UniEmitter<? super String>> fetches = new CopyOnWriteArrayList<>();
        JwksClient slow = () -> Uni.createFrom().emitter(fetches::add);
        RemoteVerificationKeys keys = new RemoteVerificationKeys(slow, database, tokens, clock, vertx);
        List<Context> requests = Stream.generate(() -> VertxContext.createNewDuplicatedContext(
                        vertx.getDelegate().getOrCreateContext()))
                .limit(16)
                .toList();
        Map<Context, Context> wentOnIn = new ConcurrentHashMap<>();

        requests.forEach(request -> request.runOnContext(begun -> keys.find("some-kid")
                .onItemOrFailure()
                .invoke((key, failure) -> wentOnIn.put(request, io.vertx.core.Vertx.currentContext()))
                .subscribe()
                .with(key -> {}, failure -> {})));
        await().atMost(LIMIT).until(() -> !fetches.isEmpty());
        fetches.forEach(fetch -> fetch.fail(new IllegalStateException("away")));

        await().atMost(LIMIT).until(() -> wentOnIn.size() == requests.size());
        assertThat(wentOnIn)
                .allSatisfy((request, context) -> assertThat(context).isSameAs(request));
    }

    @Test
    void lastWhileIdentityIsAway() {
        Person person = Person.customer();
        Identity identity = new Identity();
        RemoteVerificationKeys known = service(identity);
        assertThat(isSigned(person.accessToken(), known)).isTrue();
        identity.away = true;

        assertThat(isSigned(person.accessToken(), known)).isTrue();
        RemoteVerificationKeys startedLater = service(identity);
        startedLater.start();
        await().atMost(LIMIT).ignoreExceptions().until(() -> isSigned(person.accessToken(), startedLater));
    }

    private RemoteVerificationKeys service(Identity identity) {
        // No class of the tests may implement what is described as a route.
        JwksClient client = identity::answer;
        return new RemoteVerificationKeys(client, database, tokens, clock, vertx);
    }

    private static PublicKey find(RemoteVerificationKeys keys, String kid) {
        return keys.find(kid).await().atMost(LIMIT);
    }

    private static boolean isSigned(String token, RemoteVerificationKeys keys) {
        String[] parts = token.split("\\.");
        PublicKey key = find(keys, kid(token));
        if (key == null) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private static String kid(String token) {
        byte[] header = Base64.getUrlDecoder().decode(token.split("\\.")[0]);
        return JsonPath.from(new String(header, StandardCharsets.UTF_8)).getString("kid");
    }
}
