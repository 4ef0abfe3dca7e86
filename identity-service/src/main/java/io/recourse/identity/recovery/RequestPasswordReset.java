package io.recourse.identity.recovery;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Asks for a link to choose a new password. */
record RequestPasswordReset(
        @NotBlank @Email @Size(max = 254) String email) {}
