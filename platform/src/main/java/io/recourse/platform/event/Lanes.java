package io.recourse.platform.event;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/** Keeps work with the same key in the order in which it came; work with different keys runs side by side. */
final class Lanes {

    private final Map<String, Uni<Void>> lastOfLane = new ConcurrentHashMap<>();

    /**
     * Queues work.
     *
     * @param key  called in order for each key
     * @param work begins when all earlier work of its key has ended, in success or failure
     */
    Uni<Void> queue(String key, Supplier<Uni<Void>> work) {
        Uni<Void> before = lastOfLane.getOrDefault(key, Uni.createFrom().voidItem());
        Uni<Void> mine =
                before.onFailure().recoverWithNull().chain(work::get).memoize().indefinitely();
        lastOfLane.put(key, mine);
        return mine.onTermination().invoke(() -> lastOfLane.remove(key, mine));
    }

    /** How many lanes have work. */
    int inUse() {
        return lastOfLane.size();
    }
}
