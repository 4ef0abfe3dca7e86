package io.recourse.identity.session;

import io.recourse.identity.throttle.ClientAddress;
import io.vertx.core.http.HttpServerRequest;

/**
 * From where somebody signs in.
 *
 * @param address   of the client, as the gateway saw it
 * @param userAgent what the client calls itself, cut to a sensible length; may be null
 */
public record Client(String address, String userAgent) {

    private static final int LONGEST_USER_AGENT = 300;

    public static Client of(HttpServerRequest request) {
        String userAgent = request.getHeader("User-Agent");
        return new Client(
                ClientAddress.of(request),
                userAgent == null || userAgent.length() <= LONGEST_USER_AGENT
                        ? userAgent
                        : userAgent.substring(0, LONGEST_USER_AGENT));
    }
}
