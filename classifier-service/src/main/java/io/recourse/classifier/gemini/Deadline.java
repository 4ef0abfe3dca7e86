package io.recourse.classifier.gemini;

import java.time.Duration;

/** A moment on the clock that nobody sets, which is the one for time limits. */
final class Deadline {

    private static final Duration NEVER_NOTHING = Duration.ofMillis(1);

    private final long atNanos;

    private Deadline(long atNanos) {
        this.atNanos = atNanos;
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** What is left until then, at least a millisecond. */
    Duration left() {
        Duration left = Duration.ofNanos(atNanos - System.nanoTime());
        return left.compareTo(NEVER_NOTHING) < 0 ? NEVER_NOTHING : left;
    }
}
