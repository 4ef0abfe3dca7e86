package io.recourse.platform.dialect;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;

import io.recourse.platform.problem.Problems;
import io.recourse.platform.token.CurrentCaller;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Holds clients of the image desk to what they say of themselves: {@code USERNAME} must be whose token it is. */
@Singleton
class DialectUsername {

    private static final String HEADER = "USERNAME";

    private final CurrentCaller caller;

    @Inject
    DialectUsername(CurrentCaller caller) {
        this.caller = caller;
    }

    /** Lets a request through, or answers it with 401. */
    @ServerRequestFilter
    public Uni<Response> check(ContainerRequestContext request) {
        String claimed = request.getHeaderString(HEADER);
        boolean concerned = claimed != null
                && Dialect.ofPath(request.getUriInfo().getRequestUri().getPath())
                        .filter(Dialect.IMAGE_DESK::equals)
                        .isPresent();
        if (!concerned) {
            return Uni.createFrom().nullItem();
        }
        return caller.find()
                .map(found -> found.filter(known -> !known.username().equalsIgnoreCase(claimed.strip()))
                        .map(other -> refusal())
                        .orElse(null));
    }

    private static Response refusal() {
        return Problems.problem(401, "the token is not one of this user")
                .withHeader("WWW-Authenticate", "Bearer")
                .build()
                .toResponse();
    }
}
