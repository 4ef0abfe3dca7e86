package io.recourse.identity.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The passwords that attackers try first, and what they try next: the same with another number or exclamation mark at the
 * end. Kept as 64-bit hashes: 160 KB instead of a megabyte of strings.
 */
final class CommonPasswords {

    private static final String RESOURCE = "/common-passwords.txt";

    /** What is added to a word to please a rule, at most: a year and a mark. More than that is no mere decoration. */
    private static final int DECORATION_MAX = 5;

    /** A word that is shorter says little about what follows it. */
    private static final int WORD_MIN = 6;

    private CommonPasswords() {}

    /** Read at the first registration, not at the start. */
    private static final class Loaded {
        static final long[] HASHES = load(UnaryOperator.identity());
        static final long[] WORDS = load(CommonPasswords::word);
    }

    /**
     * Whether the password, whatever the case of its letters, is one of the common ones, or one of their words with up to
     * five digits or marks at its end.
     */
    static boolean contains(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        String word = word(lower);
        return isAmong(Loaded.HASHES, lower)
                || lower.length() - word.length() <= DECORATION_MAX
                        && word.length() >= WORD_MIN
                        && isAmong(Loaded.WORDS, word);
    }

    private static boolean isAmong(long[] hashes, String text) {
        return Arrays.binarySearch(hashes, hash(text)) >= 0;
    }

    /** All up to the last letter. */
    private static String word(String password) {
        int end = password.length();
        while (end > 0 && !Character.isLetter(password.charAt(end - 1))) {
            end--;
        }
        return password.substring(0, end);
    }

    private static long[] load(UnaryOperator<String> form) {
        try (InputStream resource = CommonPasswords.class.getResourceAsStream(RESOURCE);
                var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(form)
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
