package io.recourse.identity.account;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What admins may change about an account apart from its role: the whole of it, after a merge patch was applied. */
record EditAccount(
        @NotNull @Email @Size(max = Account.EMAIL_MAX) String email,
        @NotBlank @Size(max = Account.NAME_MAX) String firstName,
        @NotBlank @Size(max = Account.NAME_MAX) String lastName,
        @Size(max = Account.PHONE_MAX) String phone,
        @Size(max = Account.ADDRESS_MAX) String address,
        @NotNull Boolean active,
        @NotNull Boolean available) {

    static EditAccount of(Account account) {
        return new EditAccount(
                account.email(),
                account.firstName(),
                account.lastName(),
                account.phone(),
                account.address(),
                account.isActive(),
                account.isAvailable());
    }

    EditProfile profile() {
        return new EditProfile(email, firstName, lastName, phone, address);
    }
}
