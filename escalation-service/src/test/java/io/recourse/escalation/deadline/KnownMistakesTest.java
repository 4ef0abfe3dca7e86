package io.recourse.escalation.deadline;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;

import io.recourse.escalation.calendar.Shift;
import io.recourse.escalation.calendar.WorkingHours;
import io.recourse.escalation.event.ComplaintStatus;
import io.recourse.escalation.event.Priority;
import io.recourse.escalation.policy.AutoResolve;
import io.recourse.escalation.policy.AutoResolve.Mode;
import io.recourse.escalation.policy.PolicyInForce;
import io.recourse.escalation.policy.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.recourse.escalation.deadline.Story.ADMIN;
import static io.recourse.escalation.deadline.Story.AGENT;
import static io.recourse.escalation.deadline.Story.CUSTOMER;
import static io.recourse.escalation.deadline.Story.SERVICE;
import static io.recourse.escalation.deadline.Story.filed;
import static io.recourse.escalation.deadline.Story.minute;
import static org.assertj.core.api.Assertions.assertThat;

/** What help desks are known to get wrong about their clocks, one by one. */
class KnownMistakesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final AutoResolve NEVER = new AutoResolve(Mode.NEVER, null);
    private static final Terms HOURLY = escalating(Duration.ofHours(1));

    private static Terms escalating(Duration after) {
        return new Terms(null, after, null, null, NEVER);
    }

    private static Instant escalation(Terms terms, WorkingHours hours, ComplaintClock clock) {
        return Deadlines.of(terms, hours, clock).timers().stream()
                .filter(timer -> timer.kind() == TimerKind.ESCALATE)
                .map(Timer::dueAt)
                .findFirst()
                .orElse(null);
    }

    private static Instant escalation(Story story) {
        return escalation(HOURLY, WorkingHours.ALWAYS, story.clock());
    }

    /** Nine to five on weekdays, by the wall clocks of Berlin. */
    private static WorkingHours office() {
        Map<DayOfWeek, List<Shift>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.compareTo(DayOfWeek.FRIDAY) <= 0) {
                week.put(day, List.of(new Shift(9 * 60, 17 * 60)));
            }
        }
        return new WorkingHours(BERLIN, week, Set.of());
    }

    private static WorkingHours aroundTheClock() {
        Map<DayOfWeek, List<Shift>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(day, List.of(new Shift(0, Shift.DAY)));
        }
        return new WorkingHours(BERLIN, week, Set.of());
    }

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    private static Instant due(WorkingHours hours, String from, Duration counted) {
        return new CountedTime(hours, List.of()).whenCounted(berlin(from), counted);
    }

    @Test
    void aBreachWhilePausedDoesNotHappen() {
        Story onHold = filed().at(30).becomes(ComplaintStatus.ON_HOLD, AGENT);

        Agenda.Plan muchLater = Agenda.EMPTY.plan(HOURLY, WorkingHours.ALWAYS, onHold.clock(), minute(10_000));

        assertThat(muchLater.requests()).isEmpty();
        assertThat(muchLater.warning()).isNull();
        assertThat(escalation(onHold)).isNull();
        assertThat(escalation(onHold.at(90).becomes(ComplaintStatus.IN_PROGRESS, CUSTOMER)))
                .isEqualTo(minute(60 + 60));
    }

    @Test
    void aPauseIsNotLostWhenThePolicyChanges() {
        ComplaintClock resumed = filed().at(10)
                .becomes(ComplaintStatus.ON_HOLD, AGENT)
                .at(50)
                .becomes(ComplaintStatus.IN_PROGRESS, AGENT)
                .clock();

        assertThat(escalation(HOURLY, WorkingHours.ALWAYS, resumed)).isEqualTo(minute(60 + 40));
        assertThat(escalation(escalating(Duration.ofHours(2)), WorkingHours.ALWAYS, resumed))
                .isEqualTo(minute(120 + 40));
        assertThat(escalation(escalating(Duration.ofMinutes(5)), WorkingHours.ALWAYS, resumed))
                .isEqualTo(minute(5));
    }

    @Test
    void anAgentsReplyIsNotIgnored() {
        Story answered = filed().at(40).commented(AGENT);

        assertThat(escalation(answered)).isEqualTo(minute(40 + 60));
        assertThat(FirstResponse.of(minute(60), answered.clock(), minute(61))).isEqualTo(FirstResponse.MET);
        assertThat(escalation(answered.at(50).commented(CUSTOMER))).isEqualTo(minute(40 + 60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RESOLVED", "CLOSED", "CANCELLED"})
    void theClockDoesNotRunAfterTheEnd(ComplaintStatus end) {
        Terms everything = new Terms(
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ofHours(1),
                null,
                new AutoResolve(Mode.AFTER_REPLY, Duration.ofHours(1)));
        ComplaintClock ended =
                filed().at(5).commented(AGENT).at(10).becomes(end, AGENT).clock();

        Agenda.Plan muchLater = Agenda.EMPTY.plan(everything, WorkingHours.ALWAYS, ended, minute(10_000));

        assertThat(muchLater.requests()).isEmpty();
        assertThat(muchLater.warning()).isNull();
        assertThat(muchLater.agenda().wakeAt()).isNull();
    }

    @Test
    void workingHoursAreThoseOfTheWallWhenClocksGoForward() {
        assertThat(due(office(), "2026-03-27T16:00:00", Duration.ofHours(2))).isEqualTo(berlin("2026-03-30T10:00:00"));
        assertThat(due(aroundTheClock(), "2026-03-29T01:00:00", Duration.ofHours(2)))
                .isEqualTo(berlin("2026-03-29T04:00:00"))
                .isEqualTo(berlin("2026-03-29T01:00:00").plus(Duration.ofHours(2)));
    }

    @Test
    void workingHoursAreThoseOfTheWallWhenClocksGoBack() {
        assertThat(due(office(), "2026-10-23T16:00:00", Duration.ofHours(2))).isEqualTo(berlin("2026-10-26T10:00:00"));
        assertThat(due(aroundTheClock(), "2026-10-25T01:00:00", Duration.ofHours(4)))
                .isEqualTo(berlin("2026-10-25T04:00:00"))
                .isEqualTo(berlin("2026-10-25T01:00:00").plus(Duration.ofHours(4)));
    }

    @Test
    void nightsAndWeekendsDoNotCount() {
        assertThat(due(office(), "2026-11-19T16:30:00", Duration.ofHours(1))).isEqualTo(berlin("2026-11-20T09:30:00"));
        assertThat(due(office(), "2026-11-20T16:30:00", Duration.ofHours(1))).isEqualTo(berlin("2026-11-23T09:30:00"));
        assertThat(due(office(), "2026-11-21T12:00:00", Duration.ofHours(1))).isEqualTo(berlin("2026-11-23T10:00:00"));
        assertThat(due(office(), "2026-11-22T23:59:59", Duration.ofHours(1))).isEqualTo(berlin("2026-11-23T10:00:00"));
    }

    @Test
    void severalTimersOfOneComplaintAllFire() {
        Terms all = new Terms(
                Duration.ofMinutes(10),
                Duration.ofMinutes(30),
                Duration.ofMinutes(20),
                null,
                new AutoResolve(Mode.ALWAYS, Duration.ofMinutes(40)));
        ComplaintClock clock =
                filed().assignedTo(Story.ASSIGNEE).edited(CUSTOMER).clock();
        List<String> fired = new ArrayList<>();
        Agenda agenda = Agenda.EMPTY;
        for (int minute = 0; minute <= 60; minute++) {
            Agenda.Plan plan = agenda.plan(all, WorkingHours.ALWAYS, clock, minute(minute));
            for (TransitionRequested request : plan.requests()) {
                fired.add(minute + " " + request.reason());
            }
            if (plan.warning() != null) {
                fired.add(minute + " warning");
            }
            if (agenda.firstResponse() != plan.agenda().firstResponse()) {
                fired.add(minute + " " + plan.agenda().firstResponse());
            }
            agenda = plan.agenda();
        }

        assertThat(fired)
                .containsExactly("10 acknowledge", "20 breached", "23 warning", "30 escalate", "40 auto_resolve");
    }

    @Test
    void nothingIsToldForeverOfAComplaintThatIsLeftAlone() {
        Story story = filed().assignedTo(Story.ASSIGNEE).assigned(AGENT);
        Agenda agenda = Agenda.EMPTY;
        int escalations = 0;
        int warnings = 0;
        for (int minute = 0; minute <= 7 * 24 * 60; minute++) {
            Agenda.Plan plan = agenda.plan(HOURLY, WorkingHours.ALWAYS, story.clock(), minute(minute));
            agenda = plan.agenda();
            warnings += plan.warning() == null ? 0 : 1;
            for (TransitionRequested request : plan.requests()) {
                escalations++;
                story.at(minute);
                if (request.level() == 1) {
                    story.becomes(ComplaintStatus.ESCALATED, SERVICE);
                } else {
                    story.risesALevel();
                }
            }
        }

        assertThat(escalations).isEqualTo(3);
        assertThat(warnings).isEqualTo(1);
        assertThat(agenda.wakeAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Pacific/Kiritimati"})
    void theTimeZoneOfTheMachineDoesNotMatter(String zone) {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try {
            assertThat(due(office(), "2026-11-20T16:30:00", Duration.ofHours(1)))
                    .isEqualTo(Instant.parse("2026-11-23T08:30:00Z"));
            assertThat(ClockRows.time(minute(5)).toInstant()).isEqualTo(minute(5));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void theTargetOfTheComplaintsOwnPriorityWins() {
        Map<Priority, PolicyInForce> policies = new EnumMap<>(Priority.class);
        for (Priority priority : Priority.values()) {
            Terms terms = escalating(Duration.ofMinutes(10L * (4 - priority.ordinal())));
            policies.put(priority, new PolicyInForce(terms, WorkingHours.ALWAYS, 1));
        }
        Story story = filed();

        assertThat(wakeAt(story, policies)).isEqualTo(minute(30));
        assertThat(wakeAt(story.at(5).classified(Priority.HIGH), policies)).isEqualTo(minute(20));
        assertThat(wakeAt(story.at(6).prioritised(Priority.CRITICAL, ADMIN), policies))
                .isEqualTo(minute(6 + 10));
        assertThat(wakeAt(story.at(7).prioritised(Priority.LOW, ADMIN), policies))
                .isEqualTo(minute(7 + 40));
    }

    @Test
    void theTargetForAnAnswerDoesNotStandInForThatOfAnEscalation() {
        Terms both = new Terms(null, Duration.ofHours(2), Duration.ofMinutes(10), null, NEVER);

        assertThat(escalation(both, WorkingHours.ALWAYS, filed().clock())).isEqualTo(minute(120));
        assertThat(FirstResponse.dueAt(both, WorkingHours.ALWAYS, filed().clock()))
                .isEqualTo(minute(10));
    }

    private static Instant wakeAt(Story story, Map<Priority, PolicyInForce> policies) {
        TrackedComplaint tracked = new TrackedComplaint(story.clock(), Agenda.EMPTY, 0);
        return PlannedBatch.of(List.of(tracked), policies, story.clock().createdAt())
                .wakeAt();
    }
}
