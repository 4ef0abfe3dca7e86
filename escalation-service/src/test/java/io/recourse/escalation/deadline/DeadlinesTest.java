package io.recourse.escalation.deadline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.recourse.escalation.calendar.WorkingHours;
import io.recourse.escalation.event.ComplaintStatus;
import io.recourse.escalation.event.Priority;
import io.recourse.escalation.policy.AutoResolve;
import io.recourse.escalation.policy.AutoResolve.Mode;
import io.recourse.escalation.policy.Terms;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static io.recourse.escalation.deadline.Story.AGENT;
import static io.recourse.escalation.deadline.Story.CUSTOMER;
import static io.recourse.escalation.deadline.Story.SERVICE;
import static io.recourse.escalation.deadline.Story.filed;
import static io.recourse.escalation.deadline.Story.filedBy;
import static io.recourse.escalation.deadline.Story.minute;
import static org.assertj.core.api.Assertions.assertThat;

/** The time rules, one by one. Unless a test says otherwise, staff have an hour and nothing resolves by itself. */
class DeadlinesTest {

    private static final AutoResolve NEVER = new AutoResolve(Mode.NEVER, Duration.ofHours(72));
    private static final Terms HOURLY = new Terms(null, Duration.ofHours(1), null, null, NEVER);

    private static Terms resolving(Mode mode, long minutes) {
        return new Terms(null, null, null, null, new AutoResolve(mode, Duration.ofMinutes(minutes)));
    }

    private static Instant escalation(Story story) {
        return escalation(HOURLY, story);
    }

    private static Instant escalation(Terms terms, Story story) {
        return due(terms, story, TimerKind.ESCALATE);
    }

    private static Instant due(Terms terms, Story story, TimerKind kind) {
        return Deadlines.of(terms, WorkingHours.ALWAYS, story.clock()).timers().stream()
                .filter(timer -> timer.kind() == kind)
                .map(Timer::dueAt)
                .findFirst()
                .orElse(null);
    }

    private static ClockState state(Story story) {
        return Deadlines.of(HOURLY, WorkingHours.ALWAYS, story.clock()).state();
    }

    @Nested
    class Acknowledge {

        private final Terms terms = new Terms(Duration.ofMinutes(5), null, null, null, NEVER);

        private Instant acknowledgement(Story story) {
            return due(terms, story, TimerKind.ACKNOWLEDGE);
        }

        @Test
        void isDueSoLongAfterCreation() {
            assertThat(acknowledgement(filed())).isEqualTo(minute(5));
        }

        @Test
        void isDueAtCreationIfItMayNotWait() {
            Terms atOnce = new Terms(Duration.ZERO, null, null, null, NEVER);

            assertThat(due(atOnce, filed(), TimerKind.ACKNOWLEDGE)).isEqualTo(minute(0));
        }

        @Test
        void isNotPutOffByWhatStaffDo() {
            assertThat(acknowledgement(filed().at(3).commented(AGENT))).isEqualTo(minute(5));
        }

        @ParameterizedTest
        @EnumSource(value = ComplaintStatus.class, names = "OPEN", mode = EnumSource.Mode.EXCLUDE)
        void isOverOnceTheComplaintIsNoLongerOpen(ComplaintStatus status) {
            assertThat(acknowledgement(filed().at(1).becomes(status, AGENT))).isNull();
        }

        @Test
        void doesNotHappenAgainToAComplaintThatStaffSetBackToOpen() {
            Story story =
                    filed().becomes(ComplaintStatus.IN_PROGRESS, SERVICE).at(1).becomes(ComplaintStatus.OPEN, AGENT);

            assertThat(acknowledgement(story)).isNull();
        }

        @Test
        void isSwitchedOffByNull() {
            assertThat(due(HOURLY, filed(), TimerKind.ACKNOWLEDGE)).isNull();
        }
    }

    @Nested
    class Escalate {

        @Test
        void isDueSoLongAfterCreation() {
            Timer next =
                    Deadlines.of(HOURLY, WorkingHours.ALWAYS, filed().clock()).next();

            assertThat(next).isEqualTo(new Timer(TimerKind.ESCALATE, 1, minute(60)));
        }

        static Stream<UnaryOperator<Story>> activities() {
            return Stream.of(
                    story -> story.becomes(ComplaintStatus.IN_PROGRESS, AGENT),
                    story -> story.assigned(AGENT),
                    story -> story.prioritised(Priority.HIGH, Story.ADMIN),
                    story -> story.commented(AGENT),
                    story -> story.commentedInternally(AGENT),
                    story -> story.interactionRecorded(AGENT));
        }

        @ParameterizedTest
        @MethodSource("activities")
        void isRestartedByEachActivityOfStaff(UnaryOperator<Story> activity) {
            Story story = activity.apply(filed().at(20));

            assertThat(escalation(story)).isEqualTo(minute(80));
            assertThat(story.clock().startedAt()).isEqualTo(minute(20));
        }

        @Test
        void isNotRestartedByACustomersComment() {
            assertThat(escalation(filed().at(20).commented(CUSTOMER))).isEqualTo(minute(60));
        }

        @Test
        void isNotRestartedByACustomersEdit() {
            assertThat(escalation(filed().at(20).edited(CUSTOMER))).isEqualTo(minute(60));
        }

        @Test
        void isNotRestartedByAServicesTransition() {
            Story story = filed().at(20).becomes(ComplaintStatus.IN_PROGRESS, SERVICE);

            assertThat(escalation(story)).isEqualTo(minute(60));
        }

        @Test
        void isNotRestartedByTheClassifier() {
            assertThat(escalation(filed().at(20).classified(Priority.HIGH))).isEqualTo(minute(60));
        }

        @Test
        void countsFromCreationWhenStaffFileOnBehalfOfACustomer() {
            assertThat(escalation(filedBy(AGENT))).isEqualTo(minute(60));
        }

        @Test
        void countsAfreshFromActivityThatIsKnownOnlyByItsVersion() {
            Story story = filed().at(20).missedActivity().at(30).commented(CUSTOMER);

            assertThat(escalation(story)).isEqualTo(minute(90));
        }

        @ParameterizedTest
        @EnumSource(
                value = ComplaintStatus.class,
                names = {"RESOLVED", "CLOSED", "CANCELLED"})
        void isStoppedByTheEnd(ComplaintStatus status) {
            Story story = filed().at(20).becomes(status, CUSTOMER);

            assertThat(state(story)).isEqualTo(ClockState.STOPPED);
            assertThat(Deadlines.of(HOURLY, WorkingHours.ALWAYS, story.clock()).next())
                    .isNull();
        }

        @Test
        void isLeftWhereItStartedByTheEndAndWhatFollows() {
            Story story = filed().at(20).becomes(ComplaintStatus.RESOLVED, AGENT);
            assertThat(story.clock().startedAt()).isEqualTo(minute(0));

            assertThat(story.at(30).commented(AGENT).clock().startedAt()).isEqualTo(minute(0));
        }

        @Test
        void isStoppedByDeletion() {
            Story story = filed().at(20).deleted();

            assertThat(state(story)).isEqualTo(ClockState.STOPPED);
            assertThat(escalation(story)).isNull();
        }

        @Test
        void isRestartedByReopening() {
            Story story = filed().at(20)
                    .becomes(ComplaintStatus.RESOLVED, AGENT)
                    .at(500)
                    .becomes(ComplaintStatus.IN_PROGRESS, CUSTOMER);

            assertThat(state(story)).isEqualTo(ClockState.RUNNING);
            assertThat(escalation(story)).isEqualTo(minute(560));
        }

        @Test
        void beginsAnewAtLevelOneAfterReopening() {
            Story story = filed().at(60)
                    .becomes(ComplaintStatus.ESCALATED, SERVICE)
                    .at(70)
                    .becomes(ComplaintStatus.RESOLVED, AGENT)
                    .at(80)
                    .becomes(ComplaintStatus.IN_PROGRESS, CUSTOMER);

            assertThat(Deadlines.of(HOURLY, WorkingHours.ALWAYS, story.clock()).next())
                    .isEqualTo(new Timer(TimerKind.ESCALATE, 1, minute(140)));
        }

        @Test
        void happensAgainAfterEachFurtherPeriod() {
            Story story = filed().at(61).becomes(ComplaintStatus.ESCALATED, SERVICE);
            assertThat(Deadlines.of(HOURLY, WorkingHours.ALWAYS, story.clock()).next())
                    .isEqualTo(new Timer(TimerKind.ESCALATE, 2, minute(120)));

            story.at(121).risesALevel();
            assertThat(Deadlines.of(HOURLY, WorkingHours.ALWAYS, story.clock()).next())
                    .isEqualTo(new Timer(TimerKind.ESCALATE, 3, minute(180)));
        }

        @Test
        void endsAtLevelThree() {
            Story story = filed().at(60)
                    .becomes(ComplaintStatus.ESCALATED, SERVICE)
                    .at(120)
                    .risesALevel()
                    .at(180)
                    .risesALevel();

            assertThat(state(story)).isEqualTo(ClockState.RUNNING);
            assertThat(escalation(story)).isNull();
        }

        @Test
        void happensAtLevelThreeAgainOnceStaffTookTheComplaintBackAndForgotIt() {
            Story story = filed().at(60)
                    .becomes(ComplaintStatus.ESCALATED, SERVICE)
                    .at(120)
                    .risesALevel()
                    .at(180)
                    .risesALevel()
                    .at(190)
                    .becomes(ComplaintStatus.IN_PROGRESS, AGENT);

            assertThat(Deadlines.of(HOURLY, WorkingHours.ALWAYS, story.clock()).next())
                    .isEqualTo(new Timer(TimerKind.ESCALATE, 3, minute(250)));
        }

        @Test
        void isOnePeriodAfterTheActivityThatFollowedAnEscalation() {
            Story story = filed().at(60)
                    .becomes(ComplaintStatus.ESCALATED, SERVICE)
                    .at(70)
                    .commented(AGENT);

            assertThat(Deadlines.of(HOURLY, WorkingHours.ALWAYS, story.clock()).next())
                    .isEqualTo(new Timer(TimerKind.ESCALATE, 2, minute(130)));
        }

        @Test
        void followsAChangedPolicyFromTheClocksOwnStart() {
            Terms shorter = new Terms(null, Duration.ofMinutes(10), null, null, NEVER);

            assertThat(escalation(shorter, filed().at(5).commented(AGENT))).isEqualTo(minute(15));
        }

        @Test
        void isSwitchedOffByNull() {
            Terms off = new Terms(null, null, null, null, NEVER);

            assertThat(escalation(off, filed())).isNull();
            assertThat(Deadlines.of(off, WorkingHours.ALWAYS, filed().clock()).state())
                    .isEqualTo(ClockState.RUNNING);
        }
    }

    @Nested
    class OnHold {

        @Test
        void pausesTheClock() {
            Story story = filed().at(20).becomes(ComplaintStatus.ON_HOLD, AGENT);

            assertThat(state(story)).isEqualTo(ClockState.PAUSED);
            assertThat(escalation(story)).isNull();
        }

        @Test
        void leavesWhatWasLeftWhenACustomersCommentEndsIt() {
            Story story = filed().at(20)
                    .becomes(ComplaintStatus.ON_HOLD, AGENT)
                    .at(100)
                    .commented(CUSTOMER)
                    .becomes(ComplaintStatus.IN_PROGRESS, CUSTOMER);

            assertThat(escalation(story)).isEqualTo(minute(140));
            assertThat(state(story)).isEqualTo(ClockState.RUNNING);
        }

        @Test
        void leavesWhatWasLeftWhenStaffEndIt() {
            Story story = filed().at(20)
                    .becomes(ComplaintStatus.ON_HOLD, AGENT)
                    .at(100)
                    .becomes(ComplaintStatus.IN_PROGRESS, AGENT);

            assertThat(escalation(story)).isEqualTo(minute(140));
            assertThat(story.clock().startedAt()).isEqualTo(minute(0));
        }

        @Test
        void addsUpOverSeveralPauses() {
            Story story = filed().at(10)
                    .becomes(ComplaintStatus.ON_HOLD, AGENT)
                    .at(20)
                    .becomes(ComplaintStatus.IN_PROGRESS, CUSTOMER)
                    .at(30)
                    .becomes(ComplaintStatus.ON_HOLD, AGENT)
                    .at(45)
                    .becomes(ComplaintStatus.IN_PROGRESS, CUSTOMER);

            assertThat(escalation(story)).isEqualTo(minute(85));
            assertThat(story.clock().pauses())
                    .isEqualTo(List.of(new Pause(minute(10), minute(20)), new Pause(minute(30), minute(45))));
        }

        @Test
        void doesNotPutOffWhatWasDueBefore() {
            Story story = filed().at(70)
                    .becomes(ComplaintStatus.ON_HOLD, AGENT)
                    .at(100)
                    .becomes(ComplaintStatus.IN_PROGRESS, CUSTOMER);

            assertThat(escalation(story)).isEqualTo(minute(60));
        }

        @Test
        void isRestartedByOtherActivityAndGoesOnPausing() {
            Story story = filed().at(20)
                    .becomes(ComplaintStatus.ON_HOLD, AGENT)
                    .at(30)
                    .commented(AGENT)
                    .at(40)
                    .becomes(ComplaintStatus.IN_PROGRESS, CUSTOMER);

            assertThat(story.clock().startedAt()).isEqualTo(minute(30));
            assertThat(escalation(story)).isEqualTo(minute(100));
        }
    }

    @Nested
    class AutoResolution {

        private Instant resolution(Terms terms, Story story) {
            return due(terms, story, TimerKind.AUTO_RESOLVE);
        }

        @Test
        void neverHappensByDefault() {
            assertThat(resolution(HOURLY, filed().commented(AGENT))).isNull();
        }

        @Test
        void comesAfterTheCustomersSilenceOnAReply() {
            Story story = filed().at(10).commented(AGENT);

            assertThat(resolution(resolving(Mode.AFTER_REPLY, 60), story)).isEqualTo(minute(70));
        }

        @Test
        void waitsForAReply() {
            assertThat(resolution(resolving(Mode.AFTER_REPLY, 60), filed())).isNull();
        }

        @Test
        void doesNotTakeAnInternalCommentForAReply() {
            Story story = filed().at(10).commentedInternally(AGENT);

            assertThat(resolution(resolving(Mode.AFTER_REPLY, 60), story)).isNull();
        }

        @Test
        void isCalledOffWhenTheCustomerBreaksTheSilence() {
            Terms terms = resolving(Mode.AFTER_REPLY, 60);
            Story story = filed().at(10).commented(AGENT).at(20).commented(CUSTOMER);
            assertThat(resolution(terms, story)).isNull();

            story.at(30).commented(AGENT);
            assertThat(resolution(terms, story)).isEqualTo(minute(90));
        }

        @Test
        void countsOnWhileTheCustomerIsWaitedFor() {
            Story story = filed().at(10).commented(AGENT).becomes(ComplaintStatus.ON_HOLD, AGENT);

            assertThat(resolution(resolving(Mode.AFTER_REPLY, 60), story)).isEqualTo(minute(70));
        }

        @Test
        void comesAlwaysSoLongAfterCreationInTheUnattendedMode() {
            Story story = filed().at(10).commented(CUSTOMER);

            assertThat(resolution(resolving(Mode.ALWAYS, 60), story)).isEqualTo(minute(60));
        }

        @Test
        void isCalledOffByAnEscalationInTheUnattendedMode() {
            Story story = filed().at(10).becomes(ComplaintStatus.ESCALATED, SERVICE);
            assertThat(resolution(resolving(Mode.ALWAYS, 60), story)).isNull();

            story.at(20).becomes(ComplaintStatus.IN_PROGRESS, AGENT);
            assertThat(resolution(resolving(Mode.ALWAYS, 60), story)).isNull();
        }

        @Test
        void countsFromTheReopeningInTheUnattendedMode() {
            Story story = filed().at(60)
                    .becomes(ComplaintStatus.RESOLVED, SERVICE)
                    .at(100)
                    .becomes(ComplaintStatus.IN_PROGRESS, CUSTOMER);

            assertThat(resolution(resolving(Mode.ALWAYS, 60), story)).isEqualTo(minute(160));
        }

        @Test
        void isOverOnceTheComplaintHasEnded() {
            Story story = filed().at(10).becomes(ComplaintStatus.CANCELLED, CUSTOMER);

            assertThat(resolution(resolving(Mode.ALWAYS, 60), story)).isNull();
        }
    }

    @Test
    void theNextTimerIsTheOneThatIsDueFirst() {
        AutoResolve always = new AutoResolve(Mode.ALWAYS, Duration.ofMinutes(30));
        Terms terms = new Terms(Duration.ofMinutes(5), Duration.ofHours(1), null, null, always);

        assertThat(Deadlines.of(terms, WorkingHours.ALWAYS, filed().clock()).timers())
                .extracting(Timer::kind)
                .containsExactly(TimerKind.ACKNOWLEDGE, TimerKind.AUTO_RESOLVE, TimerKind.ESCALATE);
    }
}
