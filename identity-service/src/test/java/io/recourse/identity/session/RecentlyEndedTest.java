package io.recourse.identity.session;

import java.time.Duration;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.identity.Person;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class RecentlyEndedTest {

    @Inject
    Pool database;

    @Inject
    UserSessions sessions;

    @Inject
    RecentlyEnded recentlyEnded;

    @Test
    void refusesTokensOfSessionsThatEndedBeforeItStarted() {
        Person gone = Person.customer();
        Person there = Person.customer();
        await(database.preparedQuery(
                        "update user_session set ended_at = now(), expires_at = now() where account_id = $1")
                .execute(Tuple.of(UUID.fromString(gone.id()))));
        await(sessions.forgetTheOver());

        await(recentlyEnded.refuse());

        gone.asks().get("/api/users/me").then().statusCode(401);
        there.asks().get("/api/users/me").then().statusCode(200);
    }

    private static <T> T await(Uni<T> result) {
        return result.await().atMost(Duration.ofSeconds(10));
    }
}
