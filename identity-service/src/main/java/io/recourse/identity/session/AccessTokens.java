package io.recourse.identity.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.identity.account.AccountView;
import io.recourse.identity.key.TokenSigner;
import io.recourse.platform.token.TokenConfig;
import io.smallrye.mutiny.Uni;

/** Tells whoever is signed in what they need to go on. */
@ApplicationScoped
public class AccessTokens {

    private final TokenSigner signer;
    private final TokenConfig config;

    @Inject
    AccessTokens(TokenSigner signer, TokenConfig config) {
        this.signer = signer;
        this.config = config;
    }

    /** Signs an access token of a session. */
    public Uni<SignedIn> of(OpenSession open) {
        return signer.sign(open.caller())
                .map(accessToken -> new SignedIn(
                        accessToken,
                        open.refreshToken(),
                        "Bearer",
                        config.lifetime().toSeconds(),
                        AccountView.of(open.account())));
    }
}
