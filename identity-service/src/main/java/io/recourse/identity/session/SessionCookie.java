package io.recourse.identity.session;

import java.net.URI;
import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The cookie that keeps a browser signed in: it holds the refresh token, out of reach of any script. */
@Singleton
class SessionCookie {

    static final String NAME = "recourse_session";

    /** The routes that it is sent to, and no others. */
    static final String PATH = "/api/auth/cookie";

    private final Duration lifetime;
    private final String security;

    @Inject
    SessionCookie(SessionConfig config, @ConfigProperty(name = "recourse.public-url") URI publicUrl) {
        lifetime = config.idleLifetime();
        security = "; HttpOnly; SameSite=Strict" + ("https".equalsIgnoreCase(publicUrl.getScheme()) ? "; Secure" : "");
    }

    /** The refresh token that a browser sends; null when it sends none. */
    String tokenIn(HttpServerRequest request) {
        Cookie cookie = request.getCookie(NAME);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    /** The value of {@code Set-Cookie} that keeps a token for as long as it works. */
    String keep(String refreshToken) {
        return cookie(refreshToken, lifetime);
    }

    /** The value of {@code Set-Cookie} that has the browser forget its token. */
    String forget() {
        return cookie("", Duration.ZERO);
    }

    private String cookie(String value, Duration maxAge) {
        return "%s=%s; Path=%s; Max-Age=%d%s".formatted(NAME, value, PATH, maxAge.toSeconds(), security);
    }
}
