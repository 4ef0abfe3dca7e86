package io.recourse.escalation.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Which addresses are those of the public internet: what is not must not be reachable through a webhook. */
final class PublicAddress {

    private PublicAddress() {}

    /** Whether an address is neither loopback, link-local, private, multicast, unspecified nor reserved. */
    static boolean is(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] address) {
        int first = address[0] & 0xff;
        int second = address[1] & 0xff;
        boolean carrierGradeNat = first == 100 && second >= 64 && second < 128;
        boolean protocols = first == 192 && second == 0 && (address[2] == 0 || address[2] == 2);
        boolean benchmarks = first == 198 && (second == 18 || second == 19);
        boolean reserved = first == 0 || first == 127 || first >= 240;
        return !carrierGradeNat && !protocols && !benchmarks && !reserved;
    }

    private static boolean isPublic6(byte[] address) {
        boolean uniqueLocal = (address[0] & 0xfe) == 0xfc;
        if (uniqueLocal) {
            return false;
        }
        boolean mappedOrCompatible = isZero(address, 0, 10) || isZero(address, 0, 12);
        boolean translated = startsWith(address, 0x00, 0x64, 0xff, 0x9b);
        if (mappedOrCompatible || translated) {
            return isEmbeddedPublic(address, 12);
        }
        boolean sixToFour = startsWith(address, 0x20, 0x02);
        boolean teredo = startsWith(address, 0x20, 0x01, 0x00, 0x00);
        return sixToFour ? isEmbeddedPublic(address, 2) : !teredo;
    }

    private static boolean isEmbeddedPublic(byte[] address, int from) {
        try {
            return is(InetAddress.getByAddress(Arrays.copyOfRange(address, from, from + 4)));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }

    private static boolean isZero(byte[] address, int from, int to) {
        for (int i = from; i < to; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] address, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((address[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
