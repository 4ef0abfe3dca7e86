package io.recourse.classifier.gemini;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

import org.jboss.logging.Logger;

/** Tells of each kind of trouble at most every ten minutes, however many texts it meets, and of its end. */
final class TroubleLog {

    private static final Logger LOG = Logger.getLogger(Gemini.class);
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(10);

    private final String model;
    private final Clock clock;
    private final Map<Trouble, Instant> toldAt = new EnumMap<>(Trouble.class);
    private boolean endUntold;

    TroubleLog(String model, Clock clock) {
        this.model = model;
        this.clock = clock;
    }

    synchronized void answered() {
        if (endUntold) {
            endUntold = false;
            LOG.infof("Gemini (%s) answers again", model);
        }
    }

    synchronized void failed(GeminiException failure) {
        Instant now = clock.instant();
        Instant before = toldAt.getOrDefault(failure.trouble(), Instant.EPOCH);
        if (isWorthTelling(failure.trouble()) && before.plus(AGAIN_AFTER).isBefore(now)) {
            toldAt.put(failure.trouble(), now);
            endUntold = true;
            LOG.warnf("Gemini (%s) is of no use, the fallback classifies: %s", model, explain(failure));
        }
    }

    /** Trouble with a single text is not, and what follows from other trouble has been told with that. */
    private static boolean isWorthTelling(Trouble trouble) {
        return trouble.concernsAllTexts() || trouble == Trouble.OVER_BUDGET || trouble == Trouble.BUDGET_UNKNOWN;
    }

    private String explain(GeminiException failure) {
        return switch (failure.trouble()) {
            case UNKNOWN_MODEL -> "it knows no model of that name (HTTP 404); GEMINI_MODEL names another";
            case REJECTED ->
                "it rejects the request (HTTP %d); the key or the model may be wrong".formatted(failure.status());
            case SERVER_ERROR ->
                "it fails (HTTP %d), which it also does for a retired model".formatted(failure.status());
            case RATE_LIMITED -> "it has had too many requests (HTTP 429)";
            case NO_CONNECTION -> "no connection, or it broke";
            case TOO_SLOW -> "no answer in time";
            case TOO_LARGE -> "the answer is too large";
            case OVER_BUDGET -> "the budget of the day is spent";
            case BUDGET_UNKNOWN -> "the database that has the budget is away";
            default -> "the answer cannot be read";
        };
    }
}
