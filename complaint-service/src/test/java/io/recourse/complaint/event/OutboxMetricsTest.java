package io.recourse.complaint.event;

import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.outbox.OutboxMetrics;
import io.recourse.platform.outbox.OutboxRelay;
import io.recourse.platform.token.Role;
import io.restassured.http.ContentType;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class OutboxMetricsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Pool database;

    @Inject
    OutboxMetrics outbox;

    @Inject
    MeterRegistry metrics;

    @Test
    void tellHowManyEventsWaitAndForHowLong() {
        SqlConnection blocker = database.getConnection().await().indefinitely();
        lock(blocker, "select pg_advisory_lock($1)");
        try {
            given().header("Authorization", "Bearer " + TestUser.of(Role.USER).token())
                    .contentType(ContentType.JSON)
                    .body(Map.of("title", "It drips", "description", "From the ceiling."))
                    .post("/api/complaints")
                    .then()
                    .statusCode(201);

            await().atMost(SOON).until(() -> measured("recourse.outbox.lag") > 1);
            assertTrue(measured("recourse.outbox.waiting") >= 1);
        } finally {
            lock(blocker, "select pg_advisory_unlock($1)");
            blocker.close().await().indefinitely();
        }

        await().atMost(SOON).until(() -> measured("recourse.outbox.waiting") == 0);
        assertTrue(measured("recourse.outbox.lag") == 0);
    }

    private double measured(String gauge) {
        outbox.measure().await().indefinitely();
        return metrics.get(gauge).gauge().value();
    }

    private static void lock(SqlConnection connection, String statement) {
        connection.preparedQuery(statement).executeAndAwait(Tuple.of(OutboxRelay.LOCK));
    }
}
