package io.recourse.classifier.gemini;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What Gemini is told to do, from a resource. */
final class Instructions {

    private static final String RESOURCE = "/gemini/instructions.txt";

    private Instructions() {}

    static String read() {
        try (InputStream text = Instructions.class.getResourceAsStream(RESOURCE)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
