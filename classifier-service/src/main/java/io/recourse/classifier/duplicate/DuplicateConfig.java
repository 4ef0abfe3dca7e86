package io.recourse.classifier.duplicate;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Whether and among what duplicates are looked for.
 *
 * <table>
 * <caption>Settings below {@code recourse.classifier.duplicates}</caption>
 * <tr><th>Setting</th><th>Default</th></tr>
 * <tr><td>{@code enabled}</td><td>false: nothing is looked for and nothing kept</td></tr>
 * <tr><td>{@code among}</td><td>50 latest complaints of the customer, and as many of the service type</td></tr>
 * <tr><td>{@code within}</td><td>90 days</td></tr>
 * <tr><td>{@code similarity}</td><td>0.3</td></tr>
 * </table>
 */
@ConfigMapping(prefix = "recourse.classifier.duplicates")
public interface DuplicateConfig {

    /** Whether duplicates are looked for; what was kept goes by age when it is switched off. */
    @WithDefault("false")
    boolean enabled();

    /** How many of the customer's latest complaints a text is compared with, and of its service type's; 1 or more. */
    @WithDefault("50")
    int among();

    /** How long a complaint's fingerprint is kept. */
    @WithDefault("P90D")
    Duration within();

    /**
     * From which similarity on (0..1) an earlier complaint is worth a look. The same matter in other words has 0.4 to
     * 0.6, different matters have less than 0.2.
     */
    @WithDefault("0.3")
    double similarity();
}
