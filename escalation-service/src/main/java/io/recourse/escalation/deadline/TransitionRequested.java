package io.recourse.escalation.deadline;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.recourse.escalation.event.ComplaintStatus;
import io.recourse.escalation.policy.AutoResolve;
import io.recourse.platform.outbox.OutgoingEvent;

/**
 * Asks the complaint service for a transition whose time has come; see transition.requested.schema.json.
 *
 * @param activityVersion the request is outdated once staff have been active after this version; null: never
 * @param version         the request is outdated once anything happened after this version; null: never
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TransitionRequested(
        long complaintId,
        ComplaintStatus to,
        List<ComplaintStatus> from,
        TimerKind reason,
        Integer level,
        Instant dueAt,
        Long activityVersion,
        Long version) {

    private static final String TOPIC = "complaint-requests";
    private static final String TYPE = "transition.requested";

    private static final List<ComplaintStatus> OPEN = List.of(ComplaintStatus.OPEN);
    private static final List<ComplaintStatus> ACTIVE =
            List.of(ComplaintStatus.OPEN, ComplaintStatus.IN_PROGRESS, ComplaintStatus.ESCALATED);
    private static final List<ComplaintStatus> NOT_ENDED = notEnded(EnumSet.noneOf(ComplaintStatus.class));
    private static final List<ComplaintStatus> NOT_ENDED_OR_ESCALATED = notEnded(EnumSet.of(ComplaintStatus.ESCALATED));

    /** What a timer asks for, decided on the clock as it is. */
    public static TransitionRequested of(ComplaintClock clock, Timer timer, AutoResolve.Mode mode) {
        long id = clock.complaintId();
        Long activity = clock.activityVersion();
        Instant dueAt = timer.dueAt();
        return switch (timer.kind()) {
            case ACKNOWLEDGE ->
                new TransitionRequested(id, ComplaintStatus.IN_PROGRESS, OPEN, timer.kind(), null, dueAt, null, null);
            case ESCALATE ->
                new TransitionRequested(
                        id, ComplaintStatus.ESCALATED, ACTIVE, timer.kind(), timer.level(), dueAt, activity, null);
            case AUTO_RESOLVE -> {
                boolean afterReply = mode == AutoResolve.Mode.AFTER_REPLY;
                yield new TransitionRequested(
                        id,
                        ComplaintStatus.RESOLVED,
                        afterReply ? NOT_ENDED : NOT_ENDED_OR_ESCALATED,
                        timer.kind(),
                        null,
                        dueAt,
                        activity,
                        afterReply ? clock.version() : null);
            }
        };
    }

    /**
     * The id of the request. It follows from what is asked and what that was decided on: asking again for the same,
     * after a restart or from another replica, is recognised as the same request, which is granted once.
     */
    public UUID id() {
        return UUID.nameUUIDFromBytes("%d %s %s %s %s %s"
                .formatted(complaintId, reason, level, dueAt, activityVersion, version)
                .getBytes(StandardCharsets.UTF_8));
    }

    /** The request as it goes to the complaint service. */
    public OutgoingEvent event() {
        String key = Long.toString(complaintId);
        return new OutgoingEvent(TOPIC, key, id(), TYPE, key, this);
    }

    private static List<ComplaintStatus> notEnded(Set<ComplaintStatus> without) {
        return EnumSet.allOf(ComplaintStatus.class).stream()
                .filter(status -> !status.isEnded() && !without.contains(status))
                .toList();
    }
}
