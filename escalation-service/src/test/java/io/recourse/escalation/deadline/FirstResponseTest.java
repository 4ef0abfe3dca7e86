package io.recourse.escalation.deadline;

import java.time.Duration;
import java.time.Instant;

import io.recourse.escalation.calendar.WorkingHours;
import io.recourse.escalation.event.ComplaintStatus;
import io.recourse.escalation.policy.AutoResolve;
import io.recourse.escalation.policy.Terms;
import org.junit.jupiter.api.Test;

import static io.recourse.escalation.deadline.Story.AGENT;
import static io.recourse.escalation.deadline.Story.CUSTOMER;
import static io.recourse.escalation.deadline.Story.filed;
import static io.recourse.escalation.deadline.Story.minute;
import static org.assertj.core.api.Assertions.assertThat;

/** Whether staff first answered in time, where they have an hour. */
class FirstResponseTest {

    private static final AutoResolve NEVER = new AutoResolve(AutoResolve.Mode.NEVER, null);
    private static final Terms HOUR = new Terms(null, null, Duration.ofHours(1), null, NEVER);

    private static Agenda planned(Agenda agenda, Terms terms, Story story, Instant now) {
        return agenda.plan(terms, WorkingHours.ALWAYS, story.clock(), now).agenda();
    }

    private static FirstResponse verdict(Story story, long atMinute) {
        return planned(Agenda.EMPTY, HOUR, story, minute(atMinute)).firstResponse();
    }

    @Test
    void isWaitedForUntilItIsDue() {
        Agenda agenda = planned(Agenda.EMPTY, HOUR, filed(), minute(10));

        assertThat(agenda.firstResponse()).isNull();
        assertThat(agenda.wakeAt()).isEqualTo(minute(60));
    }

    @Test
    void isLateOnceItIsDueAndDidNotCome() {
        Agenda agenda = planned(Agenda.EMPTY, HOUR, filed().at(20).commentedInternally(AGENT), minute(60));

        assertThat(agenda.firstResponse()).isEqualTo(FirstResponse.BREACHED);
        assertThat(agenda.wakeAt()).isNull();
    }

    @Test
    void isLateWhenItCameLateThoughNobodyWatched() {
        assertThat(verdict(filed().at(70).commented(AGENT), 75)).isEqualTo(FirstResponse.BREACHED);
    }

    @Test
    void isInTimeWhenItCameInTimeThoughNobodyWatched() {
        assertThat(verdict(filed().at(50).commented(AGENT), 75)).isEqualTo(FirstResponse.MET);
    }

    @Test
    void isNotPutOffByOtherActivity() {
        assertThat(verdict(filed().at(50).assigned(AGENT), 60)).isEqualTo(FirstResponse.BREACHED);
    }

    @Test
    void isPutOffByPausesEvenIfTheClockRestartedSince() {
        Story story = filed().at(10)
                .becomes(ComplaintStatus.ON_HOLD, AGENT)
                .at(40)
                .becomes(ComplaintStatus.IN_PROGRESS, CUSTOMER)
                .at(50)
                .assigned(AGENT);

        assertThat(planned(Agenda.EMPTY, HOUR, story, minute(50)).wakeAt()).isEqualTo(minute(90));
    }

    @Test
    void isNotNeededForAComplaintThatEndedBefore() {
        assertThat(verdict(filed().at(50).becomes(ComplaintStatus.RESOLVED, AGENT), 75))
                .isEqualTo(FirstResponse.MET);
    }

    @Test
    void staysAsItWasJudgedWhateverThePolicyBecomes() {
        Story story = filed().at(50).commented(AGENT);
        Agenda judged = planned(Agenda.EMPTY, HOUR, story, minute(50));
        Terms stricter = new Terms(null, null, Duration.ofMinutes(5), null, NEVER);

        assertThat(planned(judged, stricter, story, minute(55)).firstResponse()).isEqualTo(FirstResponse.MET);
    }
}
