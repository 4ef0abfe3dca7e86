package io.recourse.platform.dialect;

import java.lang.annotation.Annotation;
import java.util.Map;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Tells of what went wrong in the shape, and with the status codes, that the clients of a dialect know. */
class DialectErrors {

    private static final Annotation[] NONE = {};

    @ServerResponseFilter
    public void translate(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof HttpProblem problem) {
            Dialect.ofPath(request.getUriInfo().getRequestUri().getPath()).ifPresent(dialect -> {
                String text = problem.getDetail() == null ? problem.getTitle() : problem.getDetail();
                response.setStatus(status(response.getStatus()));
                response.setEntity(
                        Map.of(dialect.errorField(), String.valueOf(text)), NONE, MediaType.APPLICATION_JSON_TYPE);
            });
        }
    }

    /** Older desks answer whatever is wrong with a request with 400. */
    private static int status(int core) {
        return switch (core) {
            case 409, 412, 413, 415, 422 -> 400;
            default -> core;
        };
    }
}
