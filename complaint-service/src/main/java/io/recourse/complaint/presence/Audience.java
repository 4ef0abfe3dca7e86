package io.recourse.complaint.presence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArraySet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.scheduler.Scheduled;

/**
 * Who has which complaint in front of them, as this instance has heard. It is kept in memory alone: whoever is still
 * there says so every few seconds, and whoever says nothing any more has gone.
 */
@ApplicationScoped
public class Audience {

    /** Three of the console's heartbeats. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(30);

    /** More than a desk has people; bounds what is kept. */
    private static final int MOST_COMPLAINTS = 10_000;

    private final Clock clock;
    private final Map<Long, Map<UUID, Seen>> seen = new HashMap<>();
    private final Set<Listener> listeners = new CopyOnWriteArraySet<>();

    private record Seen(Sighting sighting, Instant until) {}

    @Inject
    Audience(Clock clock) {
        this.clock = clock;
    }

    /** Hears of comings and goings; must not block. */
    public interface Listener {
        void changed(Viewers viewers);
    }

    public void join(Listener listener) {
        listeners.add(listener);
    }

    public void leave(Listener listener) {
        listeners.remove(listener);
    }

    /** Who looks at a complaint, by username. */
    synchronized List<Viewer> of(long complaint) {
        return seen.getOrDefault(complaint, Map.of()).values().stream()
                .map(each -> each.sighting().viewer())
                .sorted(Comparator.comparing(Viewer::username))
                .toList();
    }

    synchronized void notice(Sighting sighting) {
        Map<UUID, Seen> present = seen.get(sighting.complaint());
        UUID viewer = sighting.viewer().id();
        if (sighting.left()) {
            if (present != null && present.remove(viewer) != null) {
                tell(sighting, present);
            }
        } else if (present != null || seen.size() < MOST_COMPLAINTS) {
            Map<UUID, Seen> among = seen.computeIfAbsent(sighting.complaint(), complaint -> new HashMap<>());
            if (among.put(viewer, new Seen(sighting, clock.instant().plus(FORGOTTEN_AFTER))) == null) {
                tell(sighting, among);
            }
        }
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void forgetTheSilent() {
        Instant now = clock.instant();
        for (Map<UUID, Seen> present : List.copyOf(seen.values())) {
            present.values().stream()
                    .filter(each -> each.until().isBefore(now))
                    .map(Seen::sighting)
                    .toList()
                    .forEach(gone -> {
                        present.remove(gone.viewer().id());
                        tell(gone, present);
                    });
        }
    }

    private void tell(Sighting last, Map<UUID, Seen> present) {
        if (present.isEmpty()) {
            seen.remove(last.complaint());
        }
        Viewers viewers = new Viewers(last.complaint(), last.createdBy(), last.assignedTo(), of(last.complaint()));
        listeners.forEach(listener -> listener.changed(viewers));
    }
}
