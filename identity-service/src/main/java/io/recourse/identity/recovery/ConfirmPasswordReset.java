package io.recourse.identity.recovery;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.recourse.identity.password.PasswordPolicy;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Chooses a new password with a mailed link. */
record ConfirmPasswordReset(
        @Schema(description = "From the link") @NotNull @Size(min = 1, max = 100)
        String token,

        @NotNull @Size(min = PasswordPolicy.SHORTEST, max = PasswordPolicy.LONGEST)
        String newPassword) {

    /** Keeps the token and the password out of logs. */
    @Override
    public String toString() {
        return "ConfirmPasswordReset[]";
    }
}
