package io.recourse.identity.account;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.recourse.identity.password.PasswordPolicy;
import io.recourse.platform.token.Role;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Asks for a new account. */
@RegisterForReflection
public record RegisterAccount(
        @NotNull @Pattern(regexp = Account.USERNAME, message = Account.USERNAME_MESSAGE)
        String username,

        @NotBlank @Email @Size(max = Account.EMAIL_MAX) String email,

        @NotNull @Size(min = PasswordPolicy.SHORTEST, max = PasswordPolicy.LONGEST)
        String password,

        @NotBlank @Size(max = Account.NAME_MAX) String firstName,
        @NotBlank @Size(max = Account.NAME_MAX) String lastName,

        @Schema(description = Account.PHONE_RULE) @Size(max = Account.PHONE_MAX)
        String phone,

        @Size(max = Account.ADDRESS_MAX) String address,

        @Schema(description = "Admins alone may give one; user when absent")
        Role role) {

    EditProfile profile() {
        return new EditProfile(email, firstName, lastName, phone, address);
    }

    /** The request without its password, for which something else stands. */
    RegisterAccount withPassword(String other) {
        return new RegisterAccount(username, email, other, firstName, lastName, phone, address, role);
    }

    /** The request with another phone number. */
    RegisterAccount withPhone(String other) {
        return new RegisterAccount(username, email, password, firstName, lastName, other, address, role);
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "RegisterAccount[username=" + username + "]";
    }
}
