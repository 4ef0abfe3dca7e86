package io.recourse.complaint.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.recourse.complaint.event.ComplaintEvent;
import io.recourse.platform.event.IncomingEvent;
import io.recourse.platform.event.IncomingEvents;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * What has happened to complaints lately. Every instance reads the whole topic by itself, remembers the last events for
 * those who come back, and passes each on to the streams that are open.
 */
@ApplicationScoped
class ComplaintChanges {

    private static final Logger LOG = Logger.getLogger(ComplaintChanges.class);

    /** Ten minutes of a desk with three changes a second; about 2 MB of JSON. */
    private static final int REMEMBERED = 2_000;

    /** Descriptions can be long: then fewer changes are remembered, in characters. */
    private static final long REMEMBERED_TEXT = 8_000_000;

    private final IncomingEvents events;
    private final Deque<ComplaintChange> recent = new ArrayDeque<>();
    private final Map<Integer, Long> forgottenUpTo = new HashMap<>();
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private StreamPosition position = StreamPosition.start();
    private long rememberedText;

    @Inject
    ComplaintChanges(IncomingEvents events) {
        this.events = events;
    }

    /** Hears of changes, in order; must not block. */
    interface Listener {

        /**
         * Something has changed.
         *
         * @param before where the topic was before this change
         * @param after  where it is now
         */
        void changed(ComplaintChange change, StreamPosition before, StreamPosition after);
    }

    /**
     * What a stream begins with.
     *
     * @param position where it is
     * @param missed   what it has to be told of first
     * @param complete whether that is all that it missed
     */
    record Beginning(StreamPosition position, List<ComplaintChange> missed, boolean complete) {}

    /**
     * Lets a listener hear of all changes from now on.
     *
     * @param from where it was before, null for now
     */
    synchronized Beginning join(Listener listener, StreamPosition from) {
        listeners.add(listener);
        return from == null ? new Beginning(position, List.of(), true) : since(from);
    }

    /** What has happened since a position. */
    synchronized Beginning since(StreamPosition from) {
        Map<Long, ComplaintChange> latest = new HashMap<>();
        recent.forEach(change -> latest.put(change.complaint(), change));
        List<ComplaintChange> missed = new ArrayList<>();
        for (ComplaintChange change : recent) {
            if (!from.isPast(change)) {
                // Who may hear of it is decided by who works on the complaint now, not by who did then.
                missed.add(change.assignedTo(latest.get(change.complaint()).assignedTo()));
            }
        }
        boolean complete = forgottenUpTo.entrySet().stream()
                .allMatch(forgotten -> from.nextOffsets().getOrDefault(forgotten.getKey(), 0L) > forgotten.getValue());
        return new Beginning(from, missed, complete);
    }

    void leave(Listener listener) {
        listeners.remove(listener);
    }

    void forEachListener(Consumer<Listener> work) {
        listeners.forEach(work);
    }

    /** How many listeners there are. */
    int listening() {
        return listeners.size();
    }

    @Incoming("complaint-changes")
    Uni<Void> receive(ConsumerRecord<String, String> message) {
        try {
            if (message.value() != null) {
                pass(change(message));
            }
        } catch (RuntimeException malformed) {
            LOG.warnf("A malformed event at offset %d is not passed on: %s", message.offset(), malformed);
        }
        return Uni.createFrom().voidItem();
    }

    private synchronized void pass(ComplaintChange change) {
        if (position.isPast(change)) {
            return;
        }
        recent.addLast(change);
        rememberedText += change.data().length();
        while (recent.size() > REMEMBERED || rememberedText > REMEMBERED_TEXT) {
            ComplaintChange forgotten = recent.removeFirst();
            rememberedText -= forgotten.data().length();
            forgottenUpTo.put(forgotten.partition(), forgotten.offset());
        }
        StreamPosition before = position;
        StreamPosition after = before.after(change);
        position = after;
        listeners.forEach(listener -> listener.changed(change, before, after));
    }

    private ComplaintChange change(ConsumerRecord<String, String> message) {
        IncomingEvent event = events.parse(message);
        JsonNode data = event.data();
        boolean forStaff = event.type().equals(ComplaintEvent.INTERACTION_RECORDED)
                || data.path("comment").path("internal").asBoolean();
        JsonNode assignee = data.path("assigned_to").path("id");
        return new ComplaintChange(
                message.partition(),
                message.offset(),
                event.type(),
                data.path("id").asLong(),
                UUID.fromString(data.path("created_by").path("id").asText()),
                assignee.isTextual() ? UUID.fromString(assignee.asText()) : null,
                forStaff,
                message.value());
    }
}
