package io.recourse.escalation.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.recourse.platform.event.IncomingEvent;
import io.recourse.platform.event.IncomingEvents;
import io.recourse.platform.event.MalformedEventException;
import io.recourse.platform.token.Role;

/**
 * Something that happened to a complaint, with the complaint as it was afterwards: as much of it as matters here.
 *
 * @param eventId    the CloudEvent's id; the same at every delivery
 * @param kind       what happened
 * @param occurredAt when it was decided
 * @param body       the complaint and what changed
 * @param message    the event as it came
 */
public record ComplaintEvent(String eventId, Kind kind, Instant occurredAt, Body body, IncomingEvent message) {

    /** What can happen to a complaint. */
    public enum Kind {
        CREATED("complaint.created"),
        UPDATED("complaint.updated"),
        STATUS_CHANGED("complaint.status_changed"),
        ASSIGNED("complaint.assigned"),
        COMMENTED("complaint.commented"),
        INTERACTION_RECORDED("complaint.interaction_recorded"),
        CLASSIFIED("complaint.classified"),
        DELETED("complaint.deleted");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /** The kind that CloudEvents of a type tell of, if they are of complaints. */
        public static Optional<Kind> of(String type) {
            return Arrays.stream(values())
                    .filter(kind -> kind.type.equals(type))
                    .findFirst();
        }

        /** The types of all kinds. */
        public static List<String> types() {
            return Arrays.stream(values()).map(Kind::type).toList();
        }

        /** The type of the CloudEvents that tell of it. */
        public String type() {
            return type;
        }
    }

    /** A user, by id alone. */
    @RegisterForReflection
    public record Person(UUID id) {}

    /** Who made the change: a person with a role, or a service. */
    @RegisterForReflection
    public record Actor(UUID id, Role role, String service) {

        boolean isStaff() {
            return id != null && role != null && role.isStaff();
        }

        boolean isCustomer() {
            return id != null && role == Role.USER;
        }
    }

    /** Who sees a comment and who wrote it. */
    @RegisterForReflection
    public record Comment(boolean internal, boolean byStaff) {}

    /** The body of the event. */
    @RegisterForReflection
    public record Body(
            Long id,
            Long version,
            Long activityVersion,
            String title,
            ComplaintStatus status,
            Priority priority,
            Person createdBy,
            Person assignedTo,
            Instant createdAt,
            int escalationLevel,
            Actor actor,
            Map<String, JsonNode> changes,
            Comment comment,
            String requestId,
            String resolution) {

        /** Times are taken as the database keeps them, so that what follows from them is the same after a restart. */
        public Body {
            createdAt = asStored(createdAt);
        }
    }

    /**
     * Reads an event.
     *
     * @return empty for a type of event that is not known here: it was added later and does not matter
     * @throws MalformedEventException when something is missing that every event of its type has
     */
    public static Optional<ComplaintEvent> read(IncomingEvent event, IncomingEvents events) {
        Optional<Kind> kind = Kind.of(event.type());
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        Body body = events.read(event, Body.class);
        require(body.id != null && body.id > 0, "id");
        require(body.version != null && body.version > 0, "version");
        require(body.activityVersion != null && body.activityVersion > 0, "activity_version");
        require(body.title != null, "title");
        require(body.status != null, "status");
        require(body.priority != null, "priority");
        require(body.createdBy != null && body.createdBy.id != null, "created_by");
        require(body.createdAt != null, "created_at");
        require(body.escalationLevel >= 0 && body.escalationLevel <= 3, "escalation_level");
        require(body.actor != null, "actor");
        require(body.changes != null, "changes");
        require(kind.get() != Kind.COMMENTED || body.comment != null, "comment");
        return Optional.of(new ComplaintEvent(event.id(), kind.get(), asStored(event.occurredAt()), body, event));
    }

    private static Instant asStored(Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
    }

    private static void require(boolean present, String field) {
        if (!present) {
            throw new MalformedEventException("the field " + field + " is missing or wrong");
        }
    }

    public long complaintId() {
        return body.id;
    }

    /** The assignee's id, null when nobody is assigned. */
    public UUID assignedTo() {
        return body.assignedTo == null ? null : body.assignedTo.id;
    }

    /** Whether an agent or admin did it, not a service. */
    public boolean isByStaff() {
        return body.actor.isStaff();
    }

    /** Whether a customer did it. */
    public boolean isByCustomer() {
        return body.actor.isCustomer();
    }

    /** Whether the event names the field among its changes. */
    public boolean changes(String field) {
        return body.changes.containsKey(field);
    }

    /** Whether staff wrote something that the customer can read. */
    public boolean isAnswer() {
        return kind == Kind.COMMENTED && body.comment.byStaff() && !body.comment.internal();
    }

    /** Whether it is for staff alone. */
    public boolean isInternal() {
        return kind == Kind.COMMENTED && body.comment.internal();
    }

    /** Whether the complaint became another status's, other than by being filed. */
    public boolean isTransition() {
        return kind != Kind.CREATED && kind != Kind.DELETED && changes("status");
    }

    /** Whether the complaint became escalated, or rose by a level while it was. */
    public boolean isEscalation() {
        return kind == Kind.STATUS_CHANGED
                && body.status == ComplaintStatus.ESCALATED
                && (changes("status") || changes("escalation_level"));
    }
}
