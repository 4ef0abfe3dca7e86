package io.recourse.identity.account;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What people may change about themselves: the whole of it, after a merge patch was applied. */
record EditProfile(
        @NotNull @Email @Size(max = Account.EMAIL_MAX) String email,
        @NotBlank @Size(max = Account.NAME_MAX) String firstName,
        @NotBlank @Size(max = Account.NAME_MAX) String lastName,
        @Size(max = Account.PHONE_MAX) String phone,
        @Size(max = Account.ADDRESS_MAX) String address) {

    static EditProfile of(Account account) {
        return new EditProfile(
                account.email(), account.firstName(), account.lastName(), account.phone(), account.address());
    }
}
