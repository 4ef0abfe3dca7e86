package io.recourse.complaint.event;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Something that happened to a complaint: the body of an event on the topic {@code complaint-events}, described by the
 * JSON schemas in {@code docs/events}.
 *
 * @param type       the CloudEvent's type
 * @param happenedAt when
 * @param internal   whether customers must not learn of it
 * @param actor      who did it
 * @param changes    fields with their values before and after
 * @param details    what events of this type have beyond the others
 */
@RegisterForReflection(registerFullHierarchy = true)
public record ComplaintEvent(
        @JsonIgnore String type,
        @JsonIgnore Instant happenedAt,
        @JsonIgnore boolean internal,
        long id,
        int version,
        int activityVersion,
        String title,
        String status,
        String priority,
        String category,
        String visibility,
        PersonRef createdBy,
        PersonRef assignedTo,
        Instant createdAt,
        int escalationLevel,
        Actor actor,
        Map<String, Change> changes,
        Map<String, Object> details) {

    /** Types of the events on {@code complaint-events}. */
    public static final String CREATED = "complaint.created";

    public static final String UPDATED = "complaint.updated";
    public static final String STATUS_CHANGED = "complaint.status_changed";
    public static final String ASSIGNED = "complaint.assigned";
    public static final String COMMENTED = "complaint.commented";
    public static final String INTERACTION_RECORDED = "complaint.interaction_recorded";
    public static final String CLASSIFIED = "complaint.classified";
    public static final String DELETED = "complaint.deleted";

    @Override
    @JsonAnyGetter
    public Map<String, Object> details() {
        return details;
    }
}
