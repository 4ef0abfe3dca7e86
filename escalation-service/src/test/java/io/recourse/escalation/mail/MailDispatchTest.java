package io.recourse.escalation.mail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of mails that cannot be sent at once, or need not be any more. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class MailDispatchTest {

    private static final AtomicLong IDS = new AtomicLong(6_000_000);

    @Inject
    Pool database;

    @Inject
    MailStore mails;

    @Inject
    MailDispatcher dispatcher;

    @Inject
    MailBacklog backlog;

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "recourse.test.mail-directory")
    Path mailDirectory;

    @Test
    void aMailThatFailsIsTriedAgainLater() {
        UUID recipient = UUID.randomUUID();
        person(recipient, "this is no address");

        long id = store(recipient, "resolved", Instant.now());

        await().atMost(Duration.ofSeconds(20))
                .until(() -> mail(id).getString("last_error") != null && mail(id).getInteger("attempts") >= 2);
        assertThat(mail(id).getString("state")).isEqualTo("waiting");
        person(recipient, recipient + "@example.org");
        await().atMost(Duration.ofSeconds(20)).until(() -> "sent".equals(mail(id).getString("state")));
        assertThat(mail(id).getString("address")).isEqualTo(recipient + "@example.org");
        assertThat(mail(id).getOffsetDateTime("sent_at")).isNotNull();
    }

    @Test
    void aMailThatWasParkedWhileTheAddressBecameKnownIsFound() {
        UUID recipient = UUID.randomUUID();
        long id = store(recipient, "resolved", Instant.now());
        get(database.preparedQuery("update mail set next_attempt_at = null where id = $1")
                .execute(Tuple.of(id)));
        person(recipient, recipient + "@example.org");

        await().atMost(Duration.ofSeconds(20)).until(() -> "sent".equals(mail(id).getString("state")));
    }

    @Test
    void mailsToOnePersonAboutOneComplaintLeaveInTheirOrder() {
        UUID recipient = UUID.randomUUID();
        long complaint = IDS.incrementAndGet();
        long first = store(complaint, recipient, "in_progress", Instant.now().plusSeconds(2));
        long second = store(complaint, recipient, "resolved", Instant.now());
        person(recipient, recipient + "@example.org");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> "sent".equals(mail(second).getString("state")));

        assertThat(mail(first).getOffsetDateTime("sent_at"))
                .isBefore(mail(second).getOffsetDateTime("sent_at"));
    }

    @Test
    void anEscalationOfAComplaintThatHasEndedMeanwhileIsNotMailed() throws Exception {
        UUID recipient = UUID.randomUUID();
        long complaint = IDS.incrementAndGet();
        endedComplaint(complaint, recipient);
        long escalated = store(complaint, recipient, "escalated", Instant.now());
        person(recipient, recipient + "@example.org");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> "dropped".equals(mail(escalated).getString("state")));

        try (Stream<Path> files = Files.list(mailDirectory)) {
            assertThat(files.filter(file -> contains(file, recipient.toString())))
                    .isEmpty();
        }
    }

    @Test
    void tellsHowManyMailsWait() {
        UUID unknown = UUID.randomUUID();
        store(unknown, "resolved", Instant.now());
        store(unknown, "resolved", Instant.now());

        get(backlog.read());

        assertThat(metrics.get("recourse.mails.waiting").gauge().value()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void givesUpVisiblyAfterADay() {
        UUID unknown = UUID.randomUUID();
        long id = store(unknown, "resolved", Instant.now().minus(Duration.ofHours(25)));
        double before = metrics.counter("recourse.mails", "outcome", "given_up").count();

        get(dispatcher.giveUpTheOld());

        assertThat(mail(id).getString("state")).isEqualTo("given_up");
        assertThat(metrics.counter("recourse.mails", "outcome", "given_up").count())
                .isGreaterThanOrEqualTo(before + 1);
    }

    @Test
    void aClaimedMailBelongsToOneReplica() {
        UUID recipient = UUID.randomUUID();
        Instant later = Instant.now().plusSeconds(30);
        long id = store(recipient, "resolved", later);
        person(recipient, recipient + "@example.org");

        List<ClaimedMail> first = get(mails.claim(later, later.plusSeconds(60), 10));
        List<ClaimedMail> second = get(mails.claim(later, later.plusSeconds(60), 10));

        assertThat(first).extracting(ClaimedMail::id).containsExactly(id);
        assertThat(second).isEmpty();
    }

    @Test
    void aMailThatADeadReplicaHadClaimedIsSentWhenItsLeaseEnds() {
        UUID recipient = UUID.randomUUID();
        Instant later = Instant.now().plusSeconds(30);
        long id = store(recipient, "resolved", later);
        person(recipient, recipient + "@example.org");

        get(mails.claim(later, Instant.now().plusSeconds(1), 10));

        await().atMost(Duration.ofSeconds(20)).until(() -> "sent".equals(mail(id).getString("state")));
        assertThat(mail(id).getInteger("attempts")).isEqualTo(2);
    }

    private long store(UUID recipient, String transition, Instant nextAttemptAt) {
        return store(IDS.incrementAndGet(), recipient, transition, nextAttemptAt);
    }

    private long store(long complaint, UUID recipient, String transition, Instant at) {
        return get(database.preparedQuery("""
                        insert into mail (complaint_id, event_id, recipient_id, to_creator, transition, level, priority,
                            title, occurred_at, next_attempt_at)
                        values ($1, $2, $3, true, $4, 1, 'high', 'No water', $5, $5) returning id""")
                        .execute(Tuple.from(
                                List.of(complaint, UUID.randomUUID().toString(), recipient, transition, utc(at)))))
                .iterator()
                .next()
                .getLong("id");
    }

    private void person(UUID id, String address) {
        get(database.preparedQuery("""
                        insert into person (id, username, name, email, role, active, erased, as_of)
                        values ($1, 'ada', 'Ada Lovelace', $2, 'user', true, false, now())
                        on conflict (id) do update set email = $2""").execute(Tuple.of(id, address)));
    }

    private void endedComplaint(long id, UUID creator) {
        get(database.preparedQuery("""
                        insert into sla_clock (complaint_id, version, activity_version, status, priority, level,
                            created_by, created_at, opened_at, started_at, level_at_start, paused_from, paused_to,
                            acknowledged, ended_at, deleted, policy_version, asked_ids, asked_due_at)
                        values ($1, 5, 5, 'resolved', 'high', 1, $2, now(), now(), now(), 0, '{}', '{}', true, now(),
                            false, 1, '{}', '{}')""").execute(Tuple.of(id, creator)));
    }

    private Row mail(long id) {
        return get(database.preparedQuery("select * from mail where id = $1").execute(Tuple.of(id)))
                .iterator()
                .next();
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (java.io.IOException unreadable) {
            return false;
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }
}
