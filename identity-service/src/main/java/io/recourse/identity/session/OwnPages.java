package io.recourse.identity.session;

import java.net.URI;
import java.net.URISyntaxException;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps the pages of other sites from using a browser's cookie behind its user's back. */
@Singleton
class OwnPages {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final URI publicUrl;

    @Inject
    OwnPages(@ConfigProperty(name = "recourse.public-url") URI publicUrl) {
        this.publicUrl = publicUrl;
    }

    /**
     * Lets through what a page of ours has sent, or the user by themselves, or no browser at all.
     *
     * @throws ForeignPageException for a request of a page of another origin
     */
    void require(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        // No page can forge either; browsers too old to send the first send the second with whatever changes something.
        boolean ours = site != null
                ? site.equals("same-origin") || site.equals("none")
                : origin == null || isOurs(origin, request.authority());
        if (!ours) {
            throw new ForeignPageException();
        }
    }

    private boolean isOurs(String origin, HostAndPort host) {
        try {
            URI page = new URI(origin);
            return page.getHost() != null
                    && (isSame(page, publicUrl)
                            || host != null && isSame(page, new URI(page.getScheme() + "://" + host)));
        } catch (URISyntaxException noOrigin) {
            return false;
        }
    }

    private static boolean isSame(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI origin) {
        return origin.getPort() >= 0
                ? origin.getPort()
                : origin.getScheme().equalsIgnoreCase("https") ? HTTPS_PORT : HTTP_PORT;
    }
}
