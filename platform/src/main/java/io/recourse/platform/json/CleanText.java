package io.recourse.platform.json;

import java.util.Optional;

/** What every text that comes from outside must be: free of what PostgreSQL and UTF-8 cannot hold. */
public final class CleanText {

    private CleanText() {}

    /**
     * Says what is wrong with a text.
     *
     * @return the reason in a few words, empty when the text can be stored
     */
    public static Optional<String> flaw(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return Optional.of("must not contain a NUL character");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return Optional.of("must not contain a lone surrogate");
                }
                i++;
            }
        }
        return Optional.empty();
    }
}
