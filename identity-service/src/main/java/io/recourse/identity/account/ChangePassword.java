package io.recourse.identity.account;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.recourse.identity.password.PasswordPolicy;

/** Asks for a new password, and proves to know the present one. */
record ChangePassword(
        @NotNull @Size(max = PasswordPolicy.LONGEST) String currentPassword,

        @NotNull @Size(min = PasswordPolicy.SHORTEST, max = PasswordPolicy.LONGEST)
        String newPassword) {

    /** Keeps the passwords out of logs. */
    @Override
    public String toString() {
        return "ChangePassword[]";
    }
}
