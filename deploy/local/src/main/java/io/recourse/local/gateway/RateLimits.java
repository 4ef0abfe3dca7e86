package io.recourse.local.gateway;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.vertx.core.http.HttpServerRequest;

/**
 * The limits of one address and of one token, as nginx has them. Here they are far beyond what a machine answers, unless
 * they are set: many clients of a developer's machine share one address, and often one token.
 */
public final class RateLimits {
    private static final int ADDRESS_PER_SECOND = 20_000;
    private static final int TOKEN_PER_SECOND = 10_000;

    /** The end of a token is its signature, which no two tokens share. Without a token only the address is limited. */
    private static final Pattern TOKEN_END = Pattern.compile("[A-Za-z0-9_-]{40}$");

    private final RateLimit ofAddress;
    private final RateLimit ofToken;

    private RateLimits(int addressPerSecond, int tokenPerSecond) {
        ofAddress = new RateLimit(addressPerSecond, 2 * addressPerSecond, System::nanoTime);
        ofToken = new RateLimit(tokenPerSecond, 2 * tokenPerSecond, System::nanoTime);
    }

    /**
     * Limits of a number a second each; at once there may be those of two seconds.
     *
     * @param addressPerSecond requests of one address, 1 or more
     * @param tokenPerSecond requests with one token, 1 or more
     */
    public static RateLimits of(int addressPerSecond, int tokenPerSecond) {
        return new RateLimits(addressPerSecond, tokenPerSecond);
    }

    /**
     * The limits that the environment names in {@code RECOURSE_GATEWAY_REQUESTS_PER_ADDRESS} and {@code …_PER_TOKEN}.
     *
     * @throws IllegalArgumentException for what is no number from 1 on
     */
    public static RateLimits ofEnvironment() {
        return of(
                number("RECOURSE_GATEWAY_REQUESTS_PER_ADDRESS", ADDRESS_PER_SECOND),
                number("RECOURSE_GATEWAY_REQUESTS_PER_TOKEN", TOKEN_PER_SECOND));
    }

    /** Counts a request; tells whether it is within both limits. */
    boolean allow(HttpServerRequest request) {
        if (!ofAddress.allows(request.remoteAddress().hostAddress())) {
            return false;
        }
        String authorization = request.getHeader("Authorization");
        Matcher token = TOKEN_END.matcher(authorization == null ? "" : authorization);
        return !token.find() || ofToken.allows(token.group());
    }

    private static int number(String variable, int otherwise) {
        String value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(variable + " must be a number of requests a second, not " + value);
        }
        return Integer.parseInt(value);
    }
}
