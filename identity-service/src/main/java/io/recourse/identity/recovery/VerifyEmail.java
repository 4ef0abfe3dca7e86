package io.recourse.identity.recovery;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Confirms an e-mail address with a mailed link. */
record VerifyEmail(
        @Schema(description = "From the link") @NotNull @Size(min = 1, max = 100)
        String token) {

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return "VerifyEmail[]";
    }
}
