package io.recourse.classifier.budget;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * What may be spent on Gemini within a day (UTC), by all replicas together.
 *
 * <table>
 * <caption>Settings below {@code recourse.classifier.budget}</caption>
 * <tr><th>Setting</th><th>Default</th></tr>
 * <tr><td>{@code requests-per-day}</td><td>20 000 HTTP requests, second tries included; 0 switches Gemini off</td></tr>
 * <tr><td>{@code tokens-per-day}</td><td>20 000 000 tokens, in and out</td></tr>
 * <tr><td>{@code answer-within}</td><td>0.5 s for the database; after it the fallback answers</td></tr>
 * </table>
 */
@ConfigMapping(prefix = "recourse.classifier.budget")
public interface BudgetConfig {

    /** HTTP requests to Gemini, second tries included. */
    @WithDefault("20000")
    long requestsPerDay();

    /** Tokens in and out; some six dollars' worth at the prices of the default model. */
    @WithDefault("20000000")
    long tokensPerDay();

    /** How long a classification waits for the database before it goes to the fallback. */
    @WithDefault("PT0.5S")
    Duration answerWithin();
}
