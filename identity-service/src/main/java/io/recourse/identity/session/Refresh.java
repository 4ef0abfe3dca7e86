package io.recourse.identity.session;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Asks for a new pair of tokens. */
record Refresh(@NotNull @Size(min = 1, max = 200) String refreshToken) {

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return "Refresh[]";
    }
}
