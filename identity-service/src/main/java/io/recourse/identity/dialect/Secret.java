package io.recourse.identity.dialect;

import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Answers that hold a token, which nothing on the way may keep. */
final class Secret {

    private Secret() {}

    static <T> RestResponse<T> answer(T secret) {
        return ResponseBuilder.ok(secret)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
