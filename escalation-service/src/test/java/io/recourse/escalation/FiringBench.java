package io.recourse.escalation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.recourse.embedded.RecourseTestResource;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How late deadlines fire: from the due time to the arrival of the request at a consumer of the topic, for three bursts of
 * 5,000 that are due within the same second while 100,000 clocks run. No test of the build: see CONTRIBUTING.md. The first
 * burst meets a JVM that has just started.
 */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
@TestProfile(FiringBench.AsDelivered.class)
class FiringBench {

    private static final int RUNNING = 100_000;
    private static final int BURST = 5_000;
    private static final int BURSTS = 3;
    private static final long FIRST_ID = 3_000_000_000L;

    private static final String RUN = """
            insert into sla_clock (complaint_id, version, activity_version, status, priority, level, created_by,
                created_at, opened_at, started_at, level_at_start, paused_from, paused_to, acknowledged, deleted,
                policy_version, asked_ids, asked_due_at, wake_at)
            select $1::bigint + n, 2, 1, 'in_progress', 'medium', 0, gen_random_uuid(),
                started_at, started_at, started_at, 0, '{}', '{}', true, false,
                policy.version, '{}', '{}', started_at + interval '4 hours'
            from sla_policy policy, generate_series(1, $2::int) n,
                lateral (select $3::timestamptz - interval '4 hours' + $4::interval * (n / $2::float) as started_at) clock
            where policy.priority = 'medium'""";

    private final Map<Long, Double> lateness = new ConcurrentHashMap<>();
    private final ObjectMapper json = new ObjectMapper();

    /** The service as it is delivered, not as other tests have it. */
    public static class AsDelivered implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("recourse.deadlines.at-most-per-second", "10000");
        }
    }

    @AfterEach
    void forgetTheClocks() {
        TestDatabase.execute("truncate sla_clock");
    }

    @Test
    void burstsOfDeadlines() {
        Broker.follow("complaint-requests", this::arrived);
        run(FIRST_ID, RUNNING, Instant.now().plus(Duration.ofHours(1)), Duration.ofHours(3));
        TestDatabase.execute("analyze sla_clock");
        for (int burst = 1; burst <= BURSTS; burst++) {
            long first = FIRST_ID + RUNNING + (long) burst * BURST;
            Instant second = Instant.now().plusSeconds(10);
            run(first, BURST, second, Duration.ofSeconds(1));
            assertThat(Instant.now()).isBefore(second);
            long cpuBefore = cpuMillis();

            await().atMost(Duration.ofMinutes(2)).until(() -> late(first).length == BURST);

            double[] late = late(first);
            System.out.printf(
                    "burst %d of %d with %d running: p50 %.0f ms, p99 %.0f ms, max %.0f ms, %d ms of CPU%n",
                    burst,
                    BURST,
                    RUNNING,
                    late[BURST / 2] * 1000,
                    late[BURST * 99 / 100] * 1000,
                    late[BURST - 1] * 1000,
                    cpuMillis() - cpuBefore);
        }
    }

    /** Of the service, the broker and this bench; the database has processes of its own. */
    private static long cpuMillis() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toMillis();
    }

    private static void run(long firstId, int count, Instant due, Duration over) {
        TestDatabase.pool()
                .preparedQuery(RUN)
                .execute(Tuple.of(firstId, count, due.atOffset(ZoneOffset.UTC), Interval.of(over)))
                .await()
                .atMost(Duration.ofMinutes(2));
    }

    private double[] late(long firstId) {
        return lateness.entrySet().stream()
                .filter(entry -> entry.getKey() > firstId && entry.getKey() <= firstId + BURST)
                .mapToDouble(Map.Entry::getValue)
                .sorted()
                .toArray();
    }

    private void arrived(ConsumerRecord<String, String> message) {
        try {
            Instant due =
                    Instant.parse(json.readTree(message.value()).get("due_at").asText());
            lateness.putIfAbsent(
                    Long.parseLong(message.key()),
                    Duration.between(due, Instant.now()).toNanos() / 1e9);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
