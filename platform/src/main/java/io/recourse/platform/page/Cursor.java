package io.recourse.platform.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import io.recourse.platform.problem.InvalidInputException;

/**
 * A position in a list: the sort keys of the last item seen. It travels as an opaque text with a checksum, so that a
 * cursor that was cut, mixed up or edited is refused instead of quietly giving another page. It is no secret and grants
 * nothing: what the caller may see is decided anew for every page.
 *
 * @param list the list and order that the position belongs to, for instance {@code complaints:-created_at}
 * @param keys the sort keys of the last item, in the order of the list
 */
public record Cursor(String list, List<String> keys) {

    private static final String SEPARATOR = "\u001f";
    private static final int CHECKSUM_BYTES = 6;

    /** What the database can hold is more, what it ever holds is less. */
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    public Cursor {
        keys = List.copyOf(keys);
    }

    /** The cursor as text of URL-safe characters. */
    public String encode() {
        byte[] text = (list + SEPARATOR + String.join(SEPARATOR, keys)).getBytes(StandardCharsets.UTF_8);
        byte[] sealed = Arrays.copyOf(checksum(text), CHECKSUM_BYTES + text.length);
        System.arraycopy(text, 0, sealed, CHECKSUM_BYTES, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /**
     * A key that is a whole number.
     *
     * @throws InvalidInputException (400) when it is none
     */
    public long number(int index) {
        return read(index, Long::parseLong);
    }

    /**
     * A key that is an instant of the years 0 to 9999.
     *
     * @throws InvalidInputException (400) when it is none
     */
    public Instant instant(int index) {
        return read(index, key -> {
            Instant instant = Instant.parse(key);
            if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
                throw new IllegalArgumentException(key);
            }
            return instant;
        });
    }

    /**
     * A key that is a UUID.
     *
     * @throws InvalidInputException (400) when it is none
     */
    public UUID uuid(int index) {
        return read(index, UUID::fromString);
    }

    private <T> T read(int index, Function<String, T> reader) {
        try {
            return reader.apply(keys.get(index));
        } catch (IllegalArgumentException | DateTimeException foreign) {
            throw foreign();
        }
    }

    private static InvalidInputException foreign() {
        return new InvalidInputException("cursor", "is not a cursor of this list in this order");
    }

    /**
     * Reads a cursor that a page gave.
     *
     * @param text  the text as sent
     * @param list  the list and order it must belong to
     * @param count how many keys it must have
     * @throws InvalidInputException (400) for a text that is no cursor of this list
     */
    public static Cursor decode(String text, String list, int count) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(text);
            if (sealed.length > CHECKSUM_BYTES) {
                byte[] plain = Arrays.copyOfRange(sealed, CHECKSUM_BYTES, sealed.length);
                String[] parts = new String(plain, StandardCharsets.UTF_8).split(SEPARATOR, -1);
                boolean whole = MessageDigest.isEqual(checksum(plain), Arrays.copyOf(sealed, CHECKSUM_BYTES));
                Cursor cursor = new Cursor(parts[0], Arrays.asList(parts).subList(1, parts.length));
                if (whole
                        && cursor.keys.stream().noneMatch(key -> key.indexOf('\0') >= 0)
                        && parts[0].equals(list)
                        && cursor.keys.size() == count
                        && cursor.encode().equals(text)) {
                    return cursor;
                }
            }
        } catch (IllegalArgumentException notBase64) {
            // Answered below like every other text that is no cursor.
        }
        throw foreign();
    }

    private static byte[] checksum(byte[] text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("recourse-cursor-1".getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest.digest(text), CHECKSUM_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
