package io.recourse.escalation.deadline;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.recourse.escalation.event.ComplaintEvent;
import io.recourse.escalation.event.ComplaintEvent.Actor;
import io.recourse.escalation.event.ComplaintEvent.Body;
import io.recourse.escalation.event.ComplaintEvent.Comment;
import io.recourse.escalation.event.ComplaintEvent.Kind;
import io.recourse.escalation.event.ComplaintEvent.Person;
import io.recourse.escalation.event.ComplaintStatus;
import io.recourse.escalation.event.Priority;
import io.recourse.platform.token.Role;

/** What happened to a complaint, minute by minute, as its events tell it. */
final class Story {

    static final Instant START = Instant.parse("2020-01-06T09:00:00Z");
    static final Actor CUSTOMER = new Actor(UUID.randomUUID(), Role.USER, null);
    static final Actor AGENT = new Actor(UUID.randomUUID(), Role.AGENT, null);
    static final Actor ADMIN = new Actor(UUID.randomUUID(), Role.ADMIN, null);
    static final Actor SERVICE = new Actor(null, null, "escalation-service");

    static final UUID ASSIGNEE = UUID.randomUUID();

    private final long id;
    private ComplaintClock clock;
    private long version;
    private long activityVersion = 1;
    private ComplaintStatus status = ComplaintStatus.OPEN;
    private Priority priority = Priority.MEDIUM;
    private int level;
    private UUID assignee;
    private Instant at = START;

    private Story(long id, Actor by) {
        this.id = id;
        tell(Kind.CREATED, by, null);
    }

    /** A complaint of medium priority, filed at {@link #START}. */
    static Story filed() {
        return new Story(7, CUSTOMER);
    }

    static Story filed(long id) {
        return new Story(id, CUSTOMER);
    }

    static Story filedBy(Actor by) {
        return new Story(7, by);
    }

    static Instant minute(long minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    /** What follows happens so long after the start. */
    Story at(long minutes) {
        at = minute(minutes);
        return this;
    }

    Story becomes(ComplaintStatus to, Actor by) {
        boolean reopened = status.isEnded() && !to.isEnded();
        status = to;
        if (reopened) {
            level = 0;
        }
        if (to == ComplaintStatus.ESCALATED) {
            level = Math.min(level + 1, 3);
        }
        return tell(Kind.STATUS_CHANGED, by, null, "status");
    }

    Story risesALevel() {
        level++;
        return tell(Kind.STATUS_CHANGED, SERVICE, null, "escalation_level");
    }

    /** Somebody is assigned from the next event on. */
    Story assignedTo(UUID person) {
        assignee = person;
        return this;
    }

    Story commented(Actor by) {
        return tell(Kind.COMMENTED, by, new Comment(false, by.role() != Role.USER));
    }

    Story commentedInternally(Actor by) {
        return tell(Kind.COMMENTED, by, new Comment(true, true));
    }

    Story assigned(Actor by) {
        return tell(Kind.ASSIGNED, by, null, "assigned_to");
    }

    Story interactionRecorded(Actor by) {
        return tell(Kind.INTERACTION_RECORDED, by, null);
    }

    Story edited(Actor by) {
        return tell(Kind.UPDATED, by, null, "title");
    }

    Story prioritised(Priority to, Actor by) {
        priority = to;
        return tell(Kind.UPDATED, by, null, "priority");
    }

    Story classified(Priority to) {
        priority = to;
        return tell(Kind.CLASSIFIED, SERVICE, null, "priority");
    }

    Story deleted() {
        return tell(Kind.DELETED, ADMIN, null);
    }

    /** Staff did something that never arrives here. */
    Story missedActivity() {
        version++;
        activityVersion = version;
        return this;
    }

    ComplaintClock clock() {
        return clock;
    }

    private Story tell(Kind kind, Actor by, Comment comment, String... changed) {
        version++;
        boolean person = by.id() != null;
        boolean staff = person && by.role() != Role.USER;
        if (staff || (person && kind == Kind.STATUS_CHANGED)) {
            activityVersion = version;
        }
        Map<String, JsonNode> changes = new java.util.HashMap<>();
        for (String field : changed) {
            changes.put(field, NullNode.getInstance());
        }
        Person creator = new Person(CUSTOMER.id());
        Body body = new Body(
                id,
                version,
                activityVersion,
                "No water",
                status,
                priority,
                creator,
                assignee == null ? null : new Person(assignee),
                START,
                level,
                by,
                changes,
                comment,
                null,
                null);
        ComplaintEvent event = new ComplaintEvent("event-" + version, kind, at, body, null);
        clock = clock == null ? ComplaintClock.startedBy(event) : clock.after(event);
        return this;
    }
}
