package io.recourse.platform.idempotency;

import jakarta.enterprise.context.RequestScoped;

/** The Idempotency-Key of the request under way, for the first transaction of the request to claim. */
@RequestScoped
class IdempotentRequest {

    private Claim claim;
    private boolean answerKept;

    /** Who asks, with which key, for what. */
    record Claim(String caller, String key, String fingerprint) {}

    void expect(Claim expected) {
        claim = expected;
        answerKept = false;
    }

    boolean isExpected() {
        return claim != null;
    }

    /** The claim that is to be made, once; null when there is none or it has been made. */
    Claim take() {
        Claim taken = claim;
        claim = null;
        return taken;
    }

    /** Tells that whoever claims the key keeps the answer by himself. */
    void keepsAnswer() {
        answerKept = true;
    }

    boolean isAnswerKept() {
        return answerKept;
    }
}
