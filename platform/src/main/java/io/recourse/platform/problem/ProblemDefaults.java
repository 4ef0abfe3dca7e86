package io.recourse.platform.problem;

import java.net.URI;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;

import io.quarkiverse.resteasy.problem.HttpProblem;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Completes problems, wherever they were made: each has a type and names the request that it answers. */
class ProblemDefaults {

    @ServerResponseFilter
    public void complete(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(response.getEntity() instanceof HttpProblem problem)) {
            return;
        }
        HttpProblem.Builder complete = HttpProblem.builder(problem);
        if (problem.getType() == null) {
            complete.withType(URI.create("about:blank"));
        }
        if (problem.getInstance() == null) {
            complete.withInstance(
                    URI.create(request.getUriInfo().getRequestUri().getRawPath()));
        }
        response.setEntity(complete.build());
    }
}
