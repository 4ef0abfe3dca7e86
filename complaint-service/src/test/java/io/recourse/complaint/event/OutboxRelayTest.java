package io.recourse.complaint.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.outbox.OutboxRelay;
import io.recourse.platform.token.Role;
import io.restassured.http.ContentType;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class OutboxRelayTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofSeconds(120);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Inject
    Pool database;

    @Inject
    ObjectMapper mapper;

    private final TestUser customer = TestUser.of(Role.USER);

    @Test
    void waitsWhileAnotherReplicaRelays() {
        SqlConnection other = database.getConnection().await().indefinitely();
        execute(other, "select pg_advisory_lock($1)");
        long id = file();

        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(5)).until(() -> waiting(id) == 1);
        execute(other, "select pg_advisory_unlock($1)");
        other.close().await().indefinitely();

        await().atMost(SOON).until(() -> waiting(id) == 0);
    }

    @Test
    void publishesTheEventsOfEachComplaintInOrderUnderConcurrentWriters() throws Exception {
        List<Long> ids = IntStream.range(0, 5).mapToObj(i -> file()).toList();
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            for (long id : ids) {
                writers.add(() -> comment(id));
            }
        }
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var status : threads.invokeAll(writers)) {
                assertEquals(201, status.get());
            }
        }

        Map<Long, List<Integer>> versions = consume(ids, 21);

        List<Integer> withoutGaps = IntStream.rangeClosed(1, 21).boxed().toList();
        ids.forEach(id -> assertEquals(withoutGaps, versions.get(id)));
    }

    @Test
    void keepsTheOrderHoweverOftenARelayDies() throws Exception {
        List<Long> ids = IntStream.range(0, 5).mapToObj(i -> file()).toList();
        AtomicBoolean dying = new AtomicBoolean(true);
        AtomicInteger deaths = new AtomicInteger();
        int comments = 40;
        try (var threads = Executors.newFixedThreadPool(8)) {
            Future<?> killer = threads.submit(() -> {
                while (dying.get()) {
                    deaths.addAndGet(killTheRelay());
                }
            });
            List<Callable<Integer>> writers = new ArrayList<>();
            for (int i = 0; i < comments; i++) {
                ids.forEach(id -> writers.add(() -> comment(id)));
            }
            for (var status : threads.invokeAll(writers)) {
                assertEquals(201, status.get());
            }
            await().atMost(LONG).until(() -> deaths.get() >= 3);
            dying.set(false);
            killer.get();
        }

        Map<Long, List<Integer>> versions = consume(ids, comments + 1);

        // A batch that was published and not deleted comes once more; nothing comes before what it follows.
        List<Integer> withoutGaps =
                IntStream.rangeClosed(1, comments + 1).boxed().toList();
        ids.forEach(id ->
                assertEquals(withoutGaps, versions.get(id).stream().distinct().toList()));
    }

    /** Ends the connection that relays at this moment, as the end of its process would; gives how many there were. */
    private int killTheRelay() {
        return database.preparedQuery("""
                        select pg_terminate_backend(pid) from pg_locks
                        where locktype = 'advisory' and granted and (classid::bigint << 32 | objid::bigint) = $1
                            and database = (select oid from pg_database where datname = current_database())""")
                .execute(Tuple.of(OutboxRelay.LOCK))
                .await()
                .indefinitely()
                .size();
    }

    private Map<Long, List<Integer>> consume(List<Long> ids, int eventsOfEach) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", kafka);
        settings.put("group.id", UUID.randomUUID().toString());
        settings.put("auto.offset.reset", "earliest");
        Map<Long, List<Integer>> versions = new HashMap<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(Ledger.TOPIC));
            await().atMost(LONG).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(event -> {
                    long id = Long.parseLong(event.key());
                    if (ids.contains(id)) {
                        versions.computeIfAbsent(id, key -> new ArrayList<>()).add(version(event.value()));
                    }
                });
                return versions.size() == ids.size()
                        && versions.values().stream()
                                .allMatch(seen -> Set.copyOf(seen).size() >= eventsOfEach);
            });
        }
        return versions;
    }

    private int version(String data) {
        try {
            return mapper.readTree(data).path("version").asInt();
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private long waiting(long id) {
        return database.preparedQuery("select count(*) as waiting from outbox where message_key = $1")
                .execute(Tuple.of(Long.toString(id)))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong("waiting");
    }

    private static void execute(SqlConnection connection, String sql) {
        connection
                .preparedQuery(sql)
                .execute(Tuple.of(OutboxRelay.LOCK))
                .await()
                .indefinitely();
    }

    private long file() {
        return given().header("Authorization", "Bearer " + customer.token())
                .contentType(ContentType.JSON)
                .body(Map.of("title", "Broken lamp", "description", "d", "priority", "low", "category", "general"))
                .post("/api/complaints")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private int comment(long id) {
        return given().header("Authorization", "Bearer " + customer.token())
                .contentType(ContentType.JSON)
                .body(Map.of("body", "Any news?"))
                .post("/api/complaints/" + id + "/comments")
                .statusCode();
    }
}
