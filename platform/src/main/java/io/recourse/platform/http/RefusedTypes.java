package io.recourse.platform.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.common.util.ServerMediaType;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/** Heeds what a caller refuses with a weight of zero, of which the REST layer takes no notice. */
class RefusedTypes {

    @ServerRequestFilter
    public void filter(ContainerRequestContext request) {
        String accept = request.getHeaderString(HttpHeaders.ACCEPT);
        if (accept == null || !accept.contains("q=0")) {
            return;
        }
        // What the annotations of the resource say, without a look at them: that would need reflection.
        ResteasyReactiveRequestContext context = CurrentRequestManager.get();
        ServerMediaType produced = context == null || context.getTarget() == null
                ? null
                : context.getTarget().getProduces();
        if (produced != null) {
            Acceptance.requireAny(accept, names(produced.getSortedOriginalMediaTypes()));
        }
    }

    private static String[] names(MediaType[] types) {
        String[] names = new String[types.length];
        for (int i = 0; i < types.length; i++) {
            names[i] = types[i].getType() + "/" + types[i].getSubtype();
        }
        return names;
    }
}
