package io.recourse.identity.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.identity.MovableClock;
import io.recourse.identity.Person;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.MailConfig;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.mail.MailClient;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class MailDispatcherTest {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    @Inject
    MailQueue queue;

    @Inject
    MailComposer composer;

    @Inject
    io.recourse.identity.mail.MailConfig config;

    @Inject
    MeterRegistry metrics;

    @Inject
    MovableClock clock;

    @Inject
    Pool database;

    @Inject
    Vertx vertx;

    @Test
    void keepsMailsWhileTheServerIsAway() throws Throwable {
        UUID id = waiting();
        MailClient nobodyThere = MailClient.create(
                vertx, new MailConfig().setHostname("127.0.0.1").setPort(1));
        MailDispatcher cutOff = new MailDispatcher(queue, composer, nobodyThere, config, metrics, clock);
        due(id, clock.instant());

        VertxContextSupport.subscribeAndAwait(cutOff::sendWhatIsDue);

        Row row = row(id);
        assertThat(row.getString("last_error")).isNotBlank().doesNotContain("@");
        assertThat(row.getOffsetDateTime("next_attempt_at").toInstant()).isAfter(clock.instant());
        await().atMost(LIMIT).until(() -> row(id).getOffsetDateTime("next_attempt_at") == null);
        assertThat(row(id).getString("last_error")).isNull();
    }

    @Test
    void givesAMailToOneReplica() {
        UUID id = waiting();
        due(id, clock.instant());

        Instant leaseEnd = clock.instant().plusSeconds(60);
        List<OwedMail> first = now(queue.claim(clock.instant(), leaseEnd, 100));
        List<OwedMail> second = now(queue.claim(clock.instant(), leaseEnd, 100));

        assertThat(second).noneMatch(mail -> mail.accountId().equals(id));
        first.forEach(mail -> now(queue.markSent(mail)));
    }

    @Test
    void givesUpAfterADay() {
        UUID id = waiting();
        due(id, clock.instant().plus(Duration.ofHours(1)));

        now(queue.giveUp(clock.instant().minus(Duration.ofHours(23))));
        assertThat(row(id)).isNotNull();

        now(database.preparedQuery("update mailed_link set requested_at = requested_at - interval '25 h'"
                        + " where account_id = $1")
                .execute(Tuple.of(id)));
        now(queue.giveUp(clock.instant().minus(Duration.ofHours(24))));
        assertThat(row(id)).isNull();
    }

    /** Somebody whose mail has been sent, so that nobody is at it. */
    private UUID waiting() {
        UUID id = UUID.fromString(Person.customer().id());
        await().atMost(LIMIT).until(() -> row(id).getOffsetDateTime("next_attempt_at") == null);
        return id;
    }

    private void due(UUID id, Instant at) {
        now(database.preparedQuery("update mailed_link set next_attempt_at = $2 where account_id = $1")
                .execute(Tuple.of(id, at.atOffset(java.time.ZoneOffset.UTC))));
    }

    private Row row(UUID id) {
        var rows = now(database.preparedQuery("select * from mailed_link where account_id = $1")
                        .execute(Tuple.of(id)))
                .iterator();
        return rows.hasNext() ? rows.next() : null;
    }

    private static <T> T now(Uni<T> result) {
        return result.await().atMost(LIMIT);
    }
}
