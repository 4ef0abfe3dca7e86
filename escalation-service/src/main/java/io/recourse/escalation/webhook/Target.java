package io.recourse.escalation.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Where a webhook's events go: an http or https URL of a host, without credentials. */
record Target(boolean tls, String host, int port, String pathAndQuery) {

    private static final int MAX_CHARACTERS = 2_000;

    /** Reads a URL; empty for what is no target. */
    static Optional<Target> of(String url) {
        if (url.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(url);
            boolean tls = "https".equalsIgnoreCase(uri.getScheme());
            boolean web = tls || "http".equalsIgnoreCase(uri.getScheme());
            if (!web
                    || uri.getHost() == null
                    || uri.getHost().contains("%")
                    || uri.getRawUserInfo() != null
                    || uri.getPort() == 0
                    || uri.getPort() > 65_535) {
                return Optional.empty();
            }
            int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return Optional.of(new Target(tls, uri.getHost(), port, path + query));
        } catch (URISyntaxException noUrl) {
            return Optional.empty();
        }
    }
}
