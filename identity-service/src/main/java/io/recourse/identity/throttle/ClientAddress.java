package io.recourse.identity.throttle;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

/** Where a request came from, as the gateway saw it. */
public final class ClientAddress {

    private static final int LONGEST = 100;
    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    /** The address as text; what a proxy gave for one if it is none, and never null. */
    public static String of(HttpServerRequest request) {
        SocketAddress client = request.remoteAddress();
        String address = client.hostAddress() == null ? String.valueOf(client.host()) : client.hostAddress();
        return address.length() <= LONGEST ? address : address.substring(0, LONGEST);
    }

    /** By which an address is counted: an IPv6 address stands for its whole network (/64), which one host has. */
    public static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address v6
                    ? HexFormat.of().formatHex(Arrays.copyOf(v6.getAddress(), NETWORK_BYTES))
                    : address;
        } catch (IllegalArgumentException noAddress) {
            return address;
        }
    }

    /** Whether the request came from the machine itself. */
    static boolean isLoopback(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
