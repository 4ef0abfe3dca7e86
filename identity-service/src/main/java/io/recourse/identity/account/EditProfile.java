package io.recourse.identity.account;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people may change about themselves: the whole of it, after a merge patch was applied. */
@RegisterForReflection(registerFullHierarchy = true)
record EditProfile(
        @NotBlank @Email @Size(max = Account.EMAIL_MAX) String email,
        @NotBlank @Size(max = Account.NAME_MAX) String firstName,
        @NotBlank @Size(max = Account.NAME_MAX) String lastName,
        @Size(max = Account.PHONE_MAX) String phone,
        @Size(max = Account.ADDRESS_MAX) String address) {

    /** The profile with another phone number. */
    EditProfile withPhone(String other) {
        return new EditProfile(email, firstName, lastName, other, address);
    }

    /** What a patch may have, for the description of the API: every field may be absent. */
    @Schema(name = "EditProfile")
    record Patch(
            @Size(max = Account.EMAIL_MAX) String email,
            @Size(max = Account.NAME_MAX) String firstName,
            @Size(max = Account.NAME_MAX) String lastName,

            @Schema(nullable = true, description = Account.PHONE_RULE) @Size(max = Account.PHONE_MAX)
            String phone,

            @Schema(nullable = true) @Size(max = Account.ADDRESS_MAX)
            String address) {}

    static EditProfile of(Account account) {
        return new EditProfile(
                account.email(), account.firstName(), account.lastName(), account.phone(), account.address());
    }
}
