package io.recourse.identity.throttle;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

/** Where a request came from, as the gateway saw it. */
public final class ClientAddress {

    private static final int LONGEST = 100;

    private ClientAddress() {}

    /** The address as text; what a proxy gave for one if it is none, and never null. */
    public static String of(HttpServerRequest request) {
        SocketAddress client = request.remoteAddress();
        String address = client.hostAddress() == null ? String.valueOf(client.host()) : client.hostAddress();
        return address.length() <= LONGEST ? address : address.substring(0, LONGEST);
    }
}
