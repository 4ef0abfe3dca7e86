package io.recourse.classifier;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;

import io.recourse.classifier.label.ComplaintText;

/**
 * Stands for a text in the cache, which keeps no texts. Case and spacing make no difference, because they make none to
 * the labels.
 *
 * @param digest SHA-256 of the normalised text
 */
record TextKey(String digest) {

    static TextKey of(ComplaintText text) {
        String whole = normalise(text.title()) + '\n' + normalise(text.description());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
            return new TextKey(Base64.getEncoder().encodeToString(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static String normalise(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Z}]+", " ")
                .strip();
    }
}
