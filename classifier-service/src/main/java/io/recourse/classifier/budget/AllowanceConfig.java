package io.recourse.classifier.budget;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How many texts one caller may have classified by Gemini, so that nobody spends the budget of all. A bucket of tokens,
 * kept by each replica for itself.
 *
 * <table>
 * <caption>Settings below {@code recourse.classifier.allowance}</caption>
 * <tr><th>Setting</th><th>Default</th></tr>
 * <tr><td>{@code burst}</td><td>100 texts at once; 0 leaves all callers to the fallback</td></tr>
 * <tr><td>{@code one-more-every}</td><td>2 s</td></tr>
 * </table>
 */
@ConfigMapping(prefix = "recourse.classifier.allowance")
public interface AllowanceConfig {

    /** Texts that a caller who has been quiet may send at once. */
    @WithDefault("100")
    int burst();

    /** After how long another text is allowed, up to the burst; above 0. */
    @WithDefault("PT2S")
    Duration oneMoreEvery();
}
