package io.recourse.classifier.gemini;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** There is no answer of Gemini's that can be used. Carries nothing of the text, the answer or the key. */
public class GeminiException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Trouble trouble;
    private final int status;
    private final Duration retryAfter;
    private final long tokens;

    private GeminiException(Trouble trouble, int status, Duration retryAfter, long tokens) {
        super(trouble + (status == 0 ? "" : " (HTTP " + status + ")"), null, false, false);
        this.trouble = trouble;
        this.status = status;
        this.retryAfter = retryAfter;
        this.tokens = tokens;
    }

    static GeminiException of(Trouble trouble) {
        return new GeminiException(trouble, 0, null, -1);
    }

    static GeminiException ofStatus(Trouble trouble, int status, Duration retryAfter) {
        return new GeminiException(trouble, status, retryAfter, -1);
    }

    static GeminiException ofAnswer(Trouble trouble, OptionalLong tokens) {
        return new GeminiException(trouble, 200, null, tokens.orElse(-1));
    }

    /** What went wrong. */
    Trouble trouble() {
        return trouble;
    }

    /** The HTTP status, 0 when there was none. */
    int status() {
        return status;
    }

    /** How long Gemini asks to wait before the next request. */
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * The tokens that the call has to be counted with.
     *
     * @param estimate what it was expected to take
     */
    long tokensSpent(long estimate) {
        if (tokens >= 0) {
            return tokens;
        }
        return trouble.mayHaveCost() ? estimate : 0;
    }
}
