package io.recourse.classifier.gemini;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import io.recourse.classifier.detail.DetailConfig;

/** What Gemini is told to do, from resources. */
final class Instructions {

    private Instructions() {}

    /**
     * The instructions.
     *
     * @param details what is wanted beside the labels
     */
    static String read(DetailConfig details) {
        return read("/gemini/instructions.txt")
                + (details.summary() ? read("/gemini/summary.txt") : "")
                + (details.language() ? read("/gemini/language.txt") : "");
    }

    private static String read(String resource) {
        try (InputStream text = Instructions.class.getResourceAsStream(resource)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
