package io.recourse.identity.dialect;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.recourse.identity.account.AccountView;
import io.recourse.platform.token.Role;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A user as the helpdesk shows one. */
@Schema(name = "HelpdeskUser")
record HelpdeskUser(
        UUID id,
        String username,
        String email,
        String firstName,
        String lastName,

        @JsonProperty("nameEmail") @Schema(examples = "Ada Lovelace - ada@example.com")
        String nameEmail,

        Role role,
        boolean isStaff) {

    static HelpdeskUser of(AccountView account) {
        return new HelpdeskUser(
                account.id(),
                account.username(),
                account.email(),
                account.firstName(),
                account.lastName(),
                account.nameEmail(),
                account.role(),
                account.role().isStaff());
    }
}
