package io.recourse.identity.session;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.recourse.identity.password.PasswordPolicy;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Asks to be let in. */
@RegisterForReflection
public record Login(
        @Schema(description = "Username or e-mail address") @NotNull @Size(min = 1, max = 254)
        String username,

        @NotNull @Size(min = 1, max = PasswordPolicy.LONGEST)
        String password) {

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "Login[]";
    }
}
