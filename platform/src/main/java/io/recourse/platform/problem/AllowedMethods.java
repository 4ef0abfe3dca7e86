package io.recourse.platform.problem;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/** What a path can be asked for, which a 405 has to say (RFC 9110, 15.5.6) and the REST layer keeps to itself. */
final class AllowedMethods {

    private AllowedMethods() {}

    /** The methods of the path of the request under way, in alphabetical order; empty when that is not known. */
    static Set<String> here() {
        return CurrentRequestManager.get() instanceof ResteasyReactiveRequestContext request ? of(request) : Set.of();
    }

    /** The methods of the path of the request under way; empty when its own is among them, or none is known. */
    static Set<String> insteadOfThisOne() {
        if (!(CurrentRequestManager.get() instanceof ResteasyReactiveRequestContext request)) {
            return Set.of();
        }
        Set<String> methods = of(request);
        return methods.contains(request.getMethod()) ? Set.of() : methods;
    }

    private static Set<String> of(ResteasyReactiveRequestContext request) {
        RequestMatch<InitialMatch> resource =
                new RequestMapper<>(request.getDeployment().getClassMappers()).map(request.getPathWithoutPrefix());
        Set<String> methods = new TreeSet<>();
        if (resource != null) {
            for (ServerRestHandler handler : resource.value.handlers) {
                if (handler instanceof ClassRoutingHandler routes) {
                    collect(routes.getMappers(), resource.remaining, methods);
                }
            }
        }
        if (methods.contains("GET")) {
            methods.addAll(List.of("HEAD", "OPTIONS"));
        } else if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return methods;
    }

    private static void collect(Map<String, RequestMapper<RuntimeResource>> routes, String path, Set<String> methods) {
        routes.forEach((method, mapper) -> {
            RequestMatch<RuntimeResource> route = method == null ? null : mapper.map(path.isEmpty() ? "/" : path);
            if (route != null && route.remaining.isEmpty()) {
                methods.add(method);
            }
        });
    }
}
