package io.recourse.escalation.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.escalation.event.ComplaintStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import static io.recourse.escalation.deadline.Story.AGENT;
import static io.recourse.escalation.deadline.Story.CUSTOMER;
import static io.recourse.escalation.deadline.Story.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What survives a restart, and what replicas share. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class ClockStoreTest {

    private static final AtomicLong IDS = new AtomicLong(5_000_000);

    /** So far off that no loop claims it meanwhile. */
    private static final Instant FAR_OFF = Instant.parse("2500-01-01T00:00:00Z");

    @Inject
    ClockStore clocks;

    @Inject
    Pool database;

    @Test
    void givesBackWhatWasStored() {
        Story story = Story.filed(IDS.incrementAndGet())
                .at(1)
                .becomes(ComplaintStatus.IN_PROGRESS, SERVICE)
                .at(5)
                .commented(AGENT)
                .at(10)
                .becomes(ComplaintStatus.ON_HOLD, AGENT)
                .at(20)
                .becomes(ComplaintStatus.IN_PROGRESS, CUSTOMER)
                .at(30)
                .becomes(ComplaintStatus.ON_HOLD, AGENT);
        Agenda agenda = new Agenda(
                List.of(new Asked(UUID.randomUUID(), FAR_OFF)),
                FAR_OFF,
                FAR_OFF.plusSeconds(60),
                FirstResponse.MET,
                FAR_OFF);
        TrackedComplaint stored = new TrackedComplaint(story.clock(), agenda, Long.MAX_VALUE);

        get(clocks.save(database, List.of(stored)));

        assertThat(story.clock().pauses()).hasSize(2);
        assertThat(get(clocks.find(story.clock().complaintId()))).isEqualTo(stored);
    }

    @Test
    void anOlderVersionDoesNotReplaceANewerOne() {
        Story story = Story.filed(IDS.incrementAndGet());
        TrackedComplaint older = tracked(story, FAR_OFF);
        TrackedComplaint newer = tracked(story.at(5).commented(AGENT), FAR_OFF);

        get(clocks.save(database, List.of(newer)));
        get(clocks.save(database, List.of(older)));

        assertThat(get(clocks.find(story.clock().complaintId()))).isEqualTo(newer);
    }

    @Test
    void claimsWhatIsDueInDueOrder() {
        List<TrackedComplaint> stored = Stream.of(30, 10, 20, 90)
                .map(seconds -> tracked(Story.filed(IDS.incrementAndGet()), FAR_OFF.plusSeconds(seconds)))
                .toList();
        get(clocks.save(database, stored));

        List<Long> claimed = get(database.withTransaction(transaction ->
                clocks.claimDue(transaction, FAR_OFF.plusSeconds(60), 100).map(ClockStoreTest::idsOf)));

        assertThat(claimed.stream().filter(idsOf(stored)::contains))
                .containsExactly(
                        idsOf(stored).get(1),
                        idsOf(stored).get(2),
                        idsOf(stored).get(0));
    }

    @Test
    void whatOneReplicaHasClaimedTheOtherPassesOver() {
        Instant due = FAR_OFF.minusSeconds(3600);
        List<TrackedComplaint> stored = IntStream.range(0, 4)
                .mapToObj(number -> tracked(Story.filed(IDS.incrementAndGet()), due))
                .toList();
        get(clocks.save(database, stored));

        List<Long> ids = idsOf(stored);
        List<Long> claimed = get(database.withTransaction(one -> clocks.lock(one, ids.subList(0, 2))
                .chain(() -> database.withTransaction(other -> clocks.claimDue(other, due, 1000)))
                .map(ClockStoreTest::idsOf)));

        assertThat(claimed).contains(ids.get(2), ids.get(3)).doesNotContain(ids.get(0), ids.get(1));
    }

    @Test
    void deadlinesThatNobodyAnnouncedAreFoundByTheLoop() {
        Story story = Story.filed(IDS.incrementAndGet()).becomes(ComplaintStatus.IN_PROGRESS, SERVICE);
        long id = story.clock().complaintId();

        get(clocks.save(database, List.of(tracked(story, Instant.now().minusSeconds(5)))));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> get(clocks.find(id)).agenda().asked().size() == 1);
    }

    @Test
    void whatIsOverdueAfterAnOutageFiresInDueOrderAtABoundedRate() {
        int overdue = 4_000;
        Map<Long, Integer> positions = new HashMap<>();
        List<TrackedComplaint> stored = new ArrayList<>();
        for (int i = 0; i < overdue; i++) {
            // Not in the order of their ids.
            int position = (int) (i * 7L % overdue);
            Story story = Story.filed(IDS.incrementAndGet()).becomes(ComplaintStatus.IN_PROGRESS, SERVICE);
            positions.put(story.clock().complaintId(), position);
            stored.add(tracked(story, Story.START.plusSeconds(position)));
        }
        long first = idsOf(stored).getFirst();
        long last = idsOf(stored).getLast();

        database.withTransaction(outage -> clocks.save(outage, stored)).await().atMost(Duration.ofSeconds(60));

        await().atMost(Duration.ofSeconds(90))
                .until(() -> asked(first, last).stream().allMatch(row -> row.getValue(1) != null));
        TreeMap<OffsetDateTime, IntSummaryStatistics> batches = asked(first, last).stream()
                .collect(Collectors.groupingBy(
                        row -> row.getOffsetDateTime(1),
                        TreeMap::new,
                        Collectors.summarizingInt(row -> positions.get(row.getLong(0)))));
        int before = -1;
        for (IntSummaryStatistics batch : batches.values()) {
            assertThat(batch.getMin()).isGreaterThan(before);
            before = batch.getMax();
        }
        // 1,000 a second, and the first 500 at once; at full speed it would be a fraction of that.
        assertThat(Duration.between(batches.firstKey(), batches.lastKey())).isGreaterThan(Duration.ofSeconds(2));
        get(database.preparedQuery("delete from sla_clock where complaint_id between $1 and $2")
                .execute(Tuple.of(first, last)));
    }

    /** Ids, and when they were asked for. */
    private List<Row> asked(long first, long last) {
        List<Row> rows = new ArrayList<>();
        get(database.preparedQuery("""
                        select complaint_id, asked_at from sla_clock where complaint_id between $1 and $2""").execute(Tuple.of(first, last))).forEach(rows::add);
        return rows;
    }

    private static TrackedComplaint tracked(Story story, Instant wakeAt) {
        return new TrackedComplaint(story.clock(), new Agenda(List.of(), null, wakeAt, null, null), Long.MAX_VALUE);
    }

    private static List<Long> idsOf(List<TrackedComplaint> rows) {
        return rows.stream().map(row -> row.clock().complaintId()).toList();
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }
}
