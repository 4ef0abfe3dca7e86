package io.recourse.platform.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;

import io.recourse.platform.problem.InvalidInputException;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses an {@code If-Match} without a tag. The REST layer takes a header without a value for one that is absent, and so
 * would have done whatever was asked for, unconditionally.
 */
class EmptyConditions {

    @ServerRequestFilter
    public void filter(ContainerRequestContext request) {
        if (request.getHeaders().containsKey(HttpHeaders.IF_MATCH)) {
            String condition = request.getHeaderString(HttpHeaders.IF_MATCH);
            if (condition == null || condition.isBlank()) {
                throw new InvalidInputException(HttpHeaders.IF_MATCH, "must name at least one entity tag, or be *");
            }
        }
    }
}
