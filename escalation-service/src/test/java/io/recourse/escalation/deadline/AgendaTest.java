package io.recourse.escalation.deadline;

import java.time.Duration;
import java.util.List;

import io.recourse.escalation.calendar.WorkingHours;
import io.recourse.escalation.event.ComplaintStatus;
import io.recourse.escalation.policy.AutoResolve;
import io.recourse.escalation.policy.AutoResolve.Mode;
import io.recourse.escalation.policy.Terms;
import org.junit.jupiter.api.Test;

import static io.recourse.escalation.deadline.Story.AGENT;
import static io.recourse.escalation.deadline.Story.CUSTOMER;
import static io.recourse.escalation.deadline.Story.SERVICE;
import static io.recourse.escalation.deadline.Story.filed;
import static io.recourse.escalation.deadline.Story.minute;
import static org.assertj.core.api.Assertions.assertThat;

/** What is asked of the complaint service, and when again. */
class AgendaTest {

    private static final AutoResolve NEVER = new AutoResolve(Mode.NEVER, null);
    private static final Terms HOURLY = new Terms(Duration.ZERO, Duration.ofHours(1), null, null, NEVER);

    @Test
    void asksAtOnceForAnAcknowledgementThatIsDueAtCreation() {
        Agenda.Plan plan = Agenda.EMPTY.plan(HOURLY, WorkingHours.ALWAYS, filed().clock(), minute(0));

        TransitionRequested request = plan.requests().getFirst();
        assertThat(plan.requests()).hasSize(1);
        assertThat(request.to()).isEqualTo(ComplaintStatus.IN_PROGRESS);
        assertThat(request.from()).containsExactly(ComplaintStatus.OPEN);
        assertThat(request.activityVersion()).isNull();
        assertThat(request.version()).isNull();
    }

    @Test
    void looksAgainWhenTheNextTimerIsDue() {
        ComplaintClock clock =
                filed().becomes(ComplaintStatus.IN_PROGRESS, SERVICE).clock();

        Agenda.Plan plan = Agenda.EMPTY.plan(HOURLY, WorkingHours.ALWAYS, clock, minute(1));

        assertThat(plan.requests()).isEmpty();
        assertThat(plan.agenda()).isEqualTo(new Agenda(List.of(), null, minute(60), null, null));
    }

    @Test
    void asksForAnEscalationOnConditionThatStaffHaveNotBeenActive() {
        ComplaintClock clock = filed().at(10)
                .commented(AGENT)
                .becomes(ComplaintStatus.IN_PROGRESS, SERVICE)
                .clock();

        TransitionRequested request = Agenda.EMPTY
                .plan(HOURLY, WorkingHours.ALWAYS, clock, minute(70))
                .requests()
                .getFirst();

        assertThat(request.to()).isEqualTo(ComplaintStatus.ESCALATED);
        assertThat(request.level()).isEqualTo(1);
        assertThat(request.dueAt()).isEqualTo(minute(70));
        assertThat(request.activityVersion()).isEqualTo(2);
        assertThat(request.version()).isNull();
        assertThat(request.from())
                .containsExactly(ComplaintStatus.OPEN, ComplaintStatus.IN_PROGRESS, ComplaintStatus.ESCALATED);
    }

    @Test
    void asksForAResolutionAfterAReplyOnConditionThatNothingHasHappened() {
        Terms terms = new Terms(null, null, null, null, new AutoResolve(Mode.AFTER_REPLY, Duration.ofHours(1)));
        ComplaintClock clock = filed().at(10).commented(AGENT).clock();

        TransitionRequested request = Agenda.EMPTY
                .plan(terms, WorkingHours.ALWAYS, clock, minute(70))
                .requests()
                .getFirst();

        assertThat(request.to()).isEqualTo(ComplaintStatus.RESOLVED);
        assertThat(request.version()).isEqualTo(2);
        assertThat(request.from()).contains(ComplaintStatus.ON_HOLD, ComplaintStatus.ESCALATED);
    }

    @Test
    void doesNotAskForAnUnattendedResolutionOfAnEscalatedComplaint() {
        Terms terms = new Terms(null, null, null, null, new AutoResolve(Mode.ALWAYS, Duration.ofHours(1)));

        TransitionRequested request = Agenda.EMPTY
                .plan(terms, WorkingHours.ALWAYS, filed().clock(), minute(60))
                .requests()
                .getFirst();

        assertThat(request.from()).doesNotContain(ComplaintStatus.ESCALATED);
        assertThat(request.version()).isNull();
    }

    @Test
    void doesNotAskTwiceWhileItWaits() {
        ComplaintClock clock = filed().clock();
        Agenda asked =
                Agenda.EMPTY.plan(HOURLY, WorkingHours.ALWAYS, clock, minute(0)).agenda();

        Agenda.Plan again =
                asked.plan(HOURLY, WorkingHours.ALWAYS, clock, minute(0).plusSeconds(30));

        assertThat(again.requests()).isEmpty();
        assertThat(again.reminders()).isEmpty();
        assertThat(again.agenda()).isEqualTo(asked);
        assertThat(asked.wakeAt()).isEqualTo(minute(1));
    }

    @Test
    void doesNotAskAgainBecauseOfAnEventThatChangesNothing() {
        Story story = filed();
        Agenda asked = Agenda.EMPTY
                .plan(HOURLY, WorkingHours.ALWAYS, story.clock(), minute(0))
                .agenda();

        story.at(0).edited(CUSTOMER);

        assertThat(asked.plan(HOURLY, WorkingHours.ALWAYS, story.clock(), minute(0))
                        .requests())
                .isEmpty();
    }

    @Test
    void asksAgainUnderTheSameIdAfterAMinuteWithoutAnAnswer() {
        ComplaintClock clock = filed().clock();
        Agenda.Plan first = Agenda.EMPTY.plan(HOURLY, WorkingHours.ALWAYS, clock, minute(0));

        Agenda.Plan second = first.agenda().plan(HOURLY, WorkingHours.ALWAYS, clock, minute(1));

        assertThat(second.requests()).isEmpty();
        assertThat(second.reminders()).isEqualTo(first.requests());
        assertThat(second.reminders().getFirst().id())
                .isEqualTo(first.requests().getFirst().id());
        assertThat(second.agenda().wakeAt()).isEqualTo(minute(2));
    }

    @Test
    void asksUnderANewIdOnceStaffActivityHasOutdatedTheRequest() {
        Story story = filed().becomes(ComplaintStatus.IN_PROGRESS, SERVICE);
        Agenda.Plan first = Agenda.EMPTY.plan(HOURLY, WorkingHours.ALWAYS, story.clock(), minute(60));

        story.at(61).commented(AGENT);
        Agenda.Plan then = first.agenda().plan(HOURLY, WorkingHours.ALWAYS, story.clock(), minute(61));
        Agenda.Plan second = then.agenda().plan(HOURLY, WorkingHours.ALWAYS, story.clock(), minute(121));

        assertThat(then.requests()).isEmpty();
        assertThat(then.agenda()).isEqualTo(new Agenda(List.of(), null, minute(121), FirstResponse.MET, null));
        assertThat(second.requests().getFirst().id())
                .isNotEqualTo(first.requests().getFirst().id());
    }

    @Test
    void asksForAllThatIsOverdueInDueOrder() {
        Agenda.Plan plan = Agenda.EMPTY.plan(HOURLY, WorkingHours.ALWAYS, filed().clock(), minute(300));

        assertThat(plan.requests())
                .extracting(TransitionRequested::reason)
                .containsExactly(TimerKind.ACKNOWLEDGE, TimerKind.ESCALATE);
    }

    @Test
    void asksForTheEscalationEvenIfTheAcknowledgementWasNeverAnswered() {
        ComplaintClock clock = filed().clock();
        Agenda asked = Agenda.EMPTY
                .plan(HOURLY, WorkingHours.ALWAYS, clock, minute(59).plusSeconds(30))
                .agenda();

        Agenda.Plan plan = asked.plan(HOURLY, WorkingHours.ALWAYS, clock, minute(60));

        assertThat(asked.wakeAt()).isEqualTo(minute(60));
        assertThat(plan.requests()).extracting(TransitionRequested::reason).containsExactly(TimerKind.ESCALATE);
    }

    @Test
    void knowsWhatAnAnswerAnswers() {
        Agenda.Plan plan = Agenda.EMPTY.plan(HOURLY, WorkingHours.ALWAYS, filed().clock(), minute(61));
        TransitionRequested escalation = plan.requests().getLast();

        assertThat(plan.agenda().request(escalation.id().toString())).contains(new Asked(escalation.id(), minute(60)));
        assertThat(plan.agenda().request("another")).isEmpty();
    }

    @Test
    void warnsTheAssigneeOnceAfterThreeQuartersOfTheTime() {
        Story story = assigned().at(10).assigned(AGENT);
        Agenda agenda = planned(Agenda.EMPTY, story, 10).agenda();
        assertThat(agenda.wakeAt()).isEqualTo(minute(55));

        Agenda.Plan plan = planned(agenda, story, 55);

        assertThat(plan.warning().assignee()).isEqualTo(Story.ASSIGNEE);
        assertThat(plan.warning().title()).isEqualTo("No water");
        assertThat(plan.agenda().wakeAt()).isEqualTo(minute(70));
        assertThat(planned(plan.agenda(), story, 56).warning()).isNull();
    }

    @Test
    void warnsAgainOnceStaffActivityHasRestartedTheClock() {
        Story story = assigned();
        Agenda agenda = planned(Agenda.EMPTY, story, 45).agenda();
        story.at(50).commented(AGENT);

        Agenda.Plan first = planned(agenda, story, 94);
        Agenda.Plan second = planned(first.agenda(), story, 95);

        assertThat(first.warning()).isNull();
        assertThat(second.warning()).isNotNull();
    }

    @Test
    void warnsNobodyOfWhatIsOverdueOrUnassigned() {
        assertThat(planned(Agenda.EMPTY, assigned(), 60).warning()).isNull();
        assertThat(planned(Agenda.EMPTY, filed(), 50).warning()).isNull();
    }

    private static Story assigned() {
        return filed().assignedTo(Story.ASSIGNEE).becomes(ComplaintStatus.IN_PROGRESS, SERVICE);
    }

    private static Agenda.Plan planned(Agenda agenda, Story story, long atMinute) {
        return agenda.plan(HOURLY, WorkingHours.ALWAYS, story.clock(), minute(atMinute));
    }
}
