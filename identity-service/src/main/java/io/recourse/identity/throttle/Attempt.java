package io.recourse.identity.throttle;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Whose failures an attempt to sign in counts among.
 *
 * @param account the account's id, or the name that was given when there is no such account
 * @param address where the attempt came from; an IPv6 address counts with its whole network (/64), which one host has
 */
public record Attempt(String account, String address) {

    private static final int NETWORK_BYTES = 8;

    List<String> subjects() {
        return List.of("account:" + account.toLowerCase(Locale.ROOT), "address:" + network(address));
    }

    private static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address v6
                    ? HexFormat.of().formatHex(Arrays.copyOf(v6.getAddress(), NETWORK_BYTES))
                    : address;
        } catch (IllegalArgumentException noAddress) {
            return address;
        }
    }
}
