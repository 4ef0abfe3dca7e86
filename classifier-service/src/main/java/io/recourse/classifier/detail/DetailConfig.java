package io.recourse.classifier.detail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * What is said of a text beside its labels, all of it off by default.
 *
 * <table>
 * <caption>Settings below {@code recourse.classifier.details}</caption>
 * <tr><th>Setting</th><th>Default</th></tr>
 * <tr><td>{@code summary}</td><td>false</td></tr>
 * <tr><td>{@code language}</td><td>false</td></tr>
 * </table>
 */
@ConfigMapping(prefix = "recourse.classifier.details")
public interface DetailConfig {

    /** Whether a line for staff says what a complaint is about: by the same call of Gemini, or a sentence of the text. */
    @WithDefault("false")
    boolean summary();

    /** Whether the language of a text is told: by the same call of Gemini, or by the local model. */
    @WithDefault("false")
    boolean language();
}
