package io.recourse.identity.throttle;

import java.util.List;
import java.util.Locale;

/**
 * Whose failures an attempt to sign in counts among.
 *
 * @param account the account's id, or the name that was given when there is no such account
 * @param address where the attempt came from; an IPv6 address counts with its whole network (/64), which one host has
 */
public record Attempt(String account, String address) {

    List<String> subjects() {
        return List.of(subjectOf(account), "address:" + ClientAddress.network(address));
    }

    static String subjectOf(String account) {
        return "account:" + account.toLowerCase(Locale.ROOT);
    }
}
