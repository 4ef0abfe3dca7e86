package io.recourse.identity.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** The passwords that attackers try first. Kept as 64-bit hashes: 80 KB instead of a megabyte of strings. */
final class CommonPasswords {

    private static final String RESOURCE = "/common-passwords.txt";

    private CommonPasswords() {}

    /** Read at the first registration, not at the start. */
    private static final class Loaded {
        static final long[] HASHES = load();
    }

    /** Whether the password, whatever the case of its letters, is one of the common ones. */
    static boolean contains(String password) {
        return Arrays.binarySearch(Loaded.HASHES, hash(password.toLowerCase(Locale.ROOT))) >= 0;
    }

    private static long[] load() {
        try (InputStream resource = CommonPasswords.class.getResourceAsStream(RESOURCE);
                var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .mapToLong(CommonPasswords::hash)
                    .sorted()
                    .toArray();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** FNV-1a over the characters. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
