package io.recourse.escalation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recourse.embedded.EventSchemas;
import io.recourse.escalation.Broker.Message;
import io.recourse.escalation.TestTokens.TestUser;
import io.recourse.platform.token.Role;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Plays the complaint service: keeps complaints, tells of them on complaint-events, and grants what is asked for on
 * complaint-requests if it may. What happens is given as a message, so that a test can lose, repeat or mix them up.
 */
final class ComplaintStandIn {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Begins elsewhere whenever the service is started anew, with the same database. */
    private static final AtomicLong IDS = new AtomicLong(1_000_000_000 + System.currentTimeMillis() % 1_000_000_000);

    private static final ComplaintStandIn ONE = new ComplaintStandIn();

    /** A request as it came. */
    record Request(String id, JsonNode body) {
        String reason() {
            return body.get("reason").asText();
        }

        Instant dueAt() {
            return Instant.parse(body.get("due_at").asText());
        }
    }

    private static final class Complaint {
        private long version;
        private long activityVersion;
        private String status = "open";
        private String priority;
        private String title;
        private int level;
        private UUID createdBy;
        private UUID assignedTo;
        private Instant createdAt;
        private boolean deaf;
        private final List<Request> requests = new CopyOnWriteArrayList<>();
        private final List<String> answered = new ArrayList<>();
    }

    private final Map<Long, Complaint> complaints = new HashMap<>();
    private final List<Throwable> invalid = new CopyOnWriteArrayList<>();

    private ComplaintStandIn() {
        Broker.follow("complaint-requests", this::receive);
    }

    static ComplaintStandIn get() {
        return ONE;
    }

    /** The next complaint's number. */
    static long newId() {
        return IDS.incrementAndGet();
    }

    synchronized Message filed(long id, String priority, TestUser creator, String title) {
        Complaint complaint = new Complaint();
        complaint.priority = priority;
        complaint.title = title;
        complaint.createdBy = creator.id();
        complaint.createdAt = Instant.now();
        complaint.activityVersion = 1;
        complaints.put(id, complaint);
        Map<String, Object> more = Map.of("description", "Since this morning.", "awaiting_classification", List.of());
        return happened(id, "complaint.created", person(creator), Map.of(), more);
    }

    /** Files a complaint and tells of it. */
    long file(String priority, TestUser creator, String title) {
        long id = newId();
        Broker.send(filed(id, priority, creator, title));
        return id;
    }

    /** Lets requests for a complaint go unanswered from now on. */
    synchronized void ignoreRequests(long id) {
        complaints.get(id).deaf = true;
    }

    synchronized Message commented(long id, TestUser by, boolean internal) {
        boolean staff = by.role() != Role.USER;
        Map<String, Object> comment = Map.of("id", 1, "internal", internal, "by_staff", staff);
        return happened(id, "complaint.commented", person(by), Map.of(), Map.of("comment", comment));
    }

    synchronized Message assigned(long id, TestUser by, TestUser assignee) {
        complaints.get(id).assignedTo = assignee.id();
        Map<String, Object> change = change(null, Map.of("id", assignee.id().toString()));
        return happened(id, "complaint.assigned", person(by), Map.of("assigned_to", change), Map.of());
    }

    synchronized Message becomes(long id, TestUser by, String status, String resolution) {
        return moved(id, person(by), status, null, resolution);
    }

    synchronized Message deleted(long id, TestUser by) {
        return happened(id, "complaint.deleted", person(by), Map.of(), Map.of());
    }

    /** The requests that have come for a complaint, repetitions included. */
    synchronized List<Request> requests(long id) {
        return List.copyOf(complaints.get(id).requests);
    }

    synchronized String status(long id) {
        return complaints.get(id).status;
    }

    synchronized int level(long id) {
        return complaints.get(id).level;
    }

    /** What was wrong with requests. */
    List<Throwable> invalidRequests() {
        return List.copyOf(invalid);
    }

    private void receive(ConsumerRecord<String, String> message) {
        try {
            EventSchemas.assertFits("transition.requested", message.value());
            JsonNode body = JSON.readTree(message.value());
            answer(new Request(Broker.header(message, "ce_id"), body));
        } catch (JsonProcessingException | RuntimeException | AssertionError wrong) {
            invalid.add(wrong);
        }
    }

    private synchronized void answer(Request request) {
        JsonNode body = request.body();
        long id = body.get("complaint_id").asLong();
        Complaint complaint = complaints.get(id);
        if (complaint == null) {
            return;
        }
        complaint.requests.add(request);
        if (complaint.deaf || complaint.answered.contains(request.id())) {
            return;
        }
        complaint.answered.add(request.id());
        boolean possible = false;
        for (JsonNode from : body.get("from")) {
            possible |= from.asText().equals(complaint.status);
        }
        boolean late = isGreater(complaint.activityVersion, body.get("activity_version"))
                || isGreater(complaint.version, body.get("version"));
        String to = body.get("to").asText();
        boolean noRise = to.equals(complaint.status) && body.path("level").asInt() <= complaint.level;
        if (possible && !late && !noRise) {
            Broker.send(moved(id, Map.of("service", "escalation-service"), to, request.id(), null));
        }
    }

    private static boolean isGreater(long version, JsonNode limit) {
        return limit != null && !limit.isNull() && version > limit.asLong();
    }

    private Message moved(long id, Map<String, Object> by, String to, String requestId, String resolution) {
        Complaint complaint = complaints.get(id);
        Map<String, Object> changes = new LinkedHashMap<>();
        boolean ended = List.of("resolved", "closed").contains(complaint.status);
        if (!to.equals(complaint.status)) {
            changes.put("status", change(complaint.status, to));
        }
        int level = to.equals("escalated") ? Math.min(3, complaint.level + 1) : ended ? 0 : complaint.level;
        if (level != complaint.level) {
            changes.put("escalation_level", change(complaint.level, level));
        }
        complaint.status = to;
        complaint.level = level;
        Map<String, Object> more = new HashMap<>();
        more.put("request_id", requestId);
        more.put("resolution", resolution);
        return happened(id, "complaint.status_changed", by, changes, more);
    }

    private Message happened(
            long id, String type, Map<String, Object> by, Map<String, Object> changes, Map<String, Object> more) {
        Complaint complaint = complaints.get(id);
        complaint.version++;
        boolean staff = by.containsKey("role") && !by.get("role").equals("user");
        if (staff || (by.containsKey("role") && type.equals("complaint.status_changed"))) {
            complaint.activityVersion = complaint.version;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("version", complaint.version);
        body.put("activity_version", complaint.activityVersion);
        body.put("title", complaint.title);
        body.put("status", complaint.status);
        body.put("priority", complaint.priority);
        body.put("category", "general");
        body.put("visibility", "private");
        body.put("created_by", Map.of("id", complaint.createdBy.toString()));
        body.put("assigned_to", complaint.assignedTo == null ? null : Map.of("id", complaint.assignedTo.toString()));
        body.put("created_at", complaint.createdAt.toString());
        body.put("escalation_level", complaint.level);
        body.put("actor", by);
        body.put("changes", changes);
        body.putAll(more);
        return new Message(
                "complaint-events", Long.toString(id), UUID.randomUUID().toString(), type, Instant.now(), body);
    }

    private static Map<String, Object> person(TestUser user) {
        return Map.of("id", user.id().toString(), "role", user.role().toString());
    }

    private static Map<String, Object> change(Object from, Object to) {
        Map<String, Object> change = new HashMap<>();
        change.put("from", from);
        change.put("to", to);
        return change;
    }
}
