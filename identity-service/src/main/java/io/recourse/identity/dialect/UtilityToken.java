package io.recourse.identity.dialect;

import java.util.UUID;

import io.recourse.identity.account.AccountView;
import io.recourse.identity.session.SignedIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A token of the utility desk, to be sent as {@code Authorization: Token}, and whose it is. */
@Schema(name = "UtilityToken")
record UtilityToken(String token, UUID userId, String email, boolean isStaff) {

    /** Asks for one. */
    @Schema(name = "UtilityLogin")
    record LoginRequest(String username, String password) {}

    static UtilityToken of(SignedIn signedIn) {
        AccountView user = signedIn.user();
        return new UtilityToken(
                signedIn.accessToken(), user.id(), user.email(), user.role().isStaff());
    }
}
