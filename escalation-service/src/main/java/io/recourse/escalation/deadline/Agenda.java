package io.recourse.escalation.deadline;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import io.recourse.escalation.calendar.WorkingHours;
import io.recourse.escalation.mail.Warning;
import io.recourse.escalation.policy.Terms;

/**
 * What was asked because of a complaint's timers, and when they have to be looked at next.
 *
 * @param asked   requests for timers that are due
 * @param askedAt when something was asked last; null when {@code asked} is empty
 * @param wakeAt  when the next timer is due, or an unanswered request has to be repeated; null: nothing to wait for
 * @param firstResponse whether staff first answered in time; null while that is not certain
 * @param warnedFrom    the start of the clock that the assignee was warned about last; null: of none
 */
public record Agenda(
        List<Asked> asked, Instant askedAt, Instant wakeAt, FirstResponse firstResponse, Instant warnedFrom) {

    /** How long an answer is waited for: an event that grants a request, or one that outdates it. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The agenda of a complaint whose timers nobody has looked at. */
    public static final Agenda EMPTY = new Agenda(List.of(), null, null, null, null);

    /**
     * What has to be asked now, and the agenda once it has been.
     *
     * @param requests  what is asked for the first time
     * @param reminders what was asked a minute ago, and not answered
     * @param warning   tells the assignee that time is running out; null: not now
     */
    public record Plan(
            List<TransitionRequested> requests, List<TransitionRequested> reminders, Warning warning, Agenda agenda) {}

    public Agenda {
        asked = List.copyOf(asked);
    }

    /** Plans on: asks for what is due and was not asked yet, or a minute ago and in vain. */
    public Plan plan(Terms terms, WorkingHours hours, ComplaintClock clock, Instant now) {
        List<Timer> timers = Deadlines.of(terms, hours, clock).timers();
        List<TransitionRequested> due = timers.stream()
                .filter(timer -> !timer.dueAt().isAfter(now))
                .map(timer ->
                        TransitionRequested.of(clock, timer, terms.autoResolve().mode()))
                .toList();
        List<TransitionRequested> requests =
                due.stream().filter(request -> !hasAsked(request)).toList();
        boolean waitedLongEnough = askedAt != null && !now.isBefore(askedAt.plus(PATIENCE));
        List<TransitionRequested> reminders =
                waitedLongEnough ? due.stream().filter(this::hasAsked).toList() : List.of();
        List<Asked> nowAsked = due.stream()
                .map(request -> new Asked(request.id(), request.dueAt()))
                .toList();
        boolean asksNow = !requests.isEmpty() || !reminders.isEmpty();
        Instant nowAskedAt = nowAsked.isEmpty() ? null : asksNow ? now : askedAt;
        Instant repeatAt = nowAskedAt == null ? null : nowAskedAt.plus(PATIENCE);
        Instant responseDueAt = firstResponse == null ? FirstResponse.dueAt(terms, hours, clock) : null;
        FirstResponse response = firstResponse == null ? FirstResponse.of(responseDueAt, clock, now) : firstResponse;
        Instant warningAt = clock.startedAt().equals(warnedFrom) ? null : Deadlines.warningAt(terms, hours, clock);
        boolean warned = warningAt != null && !now.isBefore(warningAt);
        boolean tooLate = due.stream().anyMatch(request -> request.reason() == TimerKind.ESCALATE);
        Instant wakeAt = Stream.concat(
                        Stream.of(repeatAt, response == null ? responseDueAt : null, warned ? null : warningAt)
                                .filter(Objects::nonNull),
                        timers.stream().map(Timer::dueAt).filter(now::isBefore))
                .min(Instant::compareTo)
                .orElse(null);
        return new Plan(
                requests,
                reminders,
                warned && !tooLate ? warning(clock, now) : null,
                new Agenda(nowAsked, nowAskedAt, wakeAt, response, warned ? clock.startedAt() : warnedFrom));
    }

    private static Warning warning(ComplaintClock clock, Instant now) {
        UUID id = UUID.nameUUIDFromBytes("warning %d %s"
                .formatted(clock.complaintId(), clock.startedAt())
                .getBytes(StandardCharsets.UTF_8));
        return new Warning(
                id, clock.complaintId(), clock.assignedTo(), clock.level(), clock.priority(), clock.title(), now);
    }

    private boolean hasAsked(TransitionRequested request) {
        return request(request.id().toString()).isPresent();
    }

    /** The request that an event answers, by its {@code request_id}. */
    public Optional<Asked> request(String id) {
        return asked.stream()
                .filter(request -> request.id().toString().equals(id))
                .findFirst();
    }
}
