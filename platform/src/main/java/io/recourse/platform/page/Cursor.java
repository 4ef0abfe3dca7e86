package io.recourse.platform.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

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
                        && parts[0].equals(list)
                        && cursor.keys.size() == count
                        && cursor.encode().equals(text)) {
                    return cursor;
                }
            }
        } catch (IllegalArgumentException notBase64) {
            // Answered below like every other text that is no cursor.
        }
        throw new InvalidInputException("cursor", "is not a cursor of this list in this order");
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
