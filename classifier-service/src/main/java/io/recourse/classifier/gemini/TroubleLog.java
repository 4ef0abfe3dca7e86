package io.recourse.classifier.gemini;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jboss.logging.Logger;

/** One line when a trouble begins, one an hour while it lasts, and one when it is over. */
final class TroubleLog {

    private static final Logger LOG = Logger.getLogger(Gemini.class);
    private static final Duration AGAIN_AFTER = Duration.ofHours(1);

    private final String model;
    private final Clock clock;

    private Trouble present;
    private Instant loggedAt = Instant.EPOCH;

    TroubleLog(String model, Clock clock) {
        this.model = model;
        this.clock = clock;
    }

    synchronized void answered() {
        if (present != null) {
            LOG.infof("Gemini (%s) answers again", model);
            present = null;
        }
    }

    synchronized void failed(GeminiException failure) {
        Trouble trouble = failure.trouble();
        if (!trouble.concernsAllTexts() && trouble != Trouble.OVER_BUDGET && trouble != Trouble.BUDGET_UNKNOWN) {
            return;
        }
        Instant now = clock.instant();
        if (trouble != present || loggedAt.plus(AGAIN_AFTER).isBefore(now)) {
            present = trouble;
            loggedAt = now;
            LOG.warnf("Gemini (%s) is of no use, the fallback classifies: %s", model, explain(failure));
        }
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
