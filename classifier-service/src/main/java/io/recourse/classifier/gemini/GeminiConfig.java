package io.recourse.classifier.gemini;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How Gemini is called.
 *
 * <table>
 * <caption>Settings below {@code recourse.classifier.gemini}</caption>
 * <tr><th>Setting</th><th>Environment</th><th>Default</th></tr>
 * <tr><td>{@code api-key}</td><td>{@code GEMINI_API_KEY}</td><td>none: the fallback answers everything</td></tr>
 * <tr><td>{@code base-url}</td><td>{@code GEMINI_BASE_URL}</td><td>{@value #DEFAULT_BASE_URL}</td></tr>
 * <tr><td>{@code model}</td><td>{@code GEMINI_MODEL}</td><td>{@value #DEFAULT_MODEL}</td></tr>
 * <tr><td>{@code time-limit}</td><td></td><td>4 s in all, a second try included; leaves one of the five seconds to all the rest</td></tr>
 * <tr><td>{@code retry-pause}</td><td></td><td>200 ms, unless Gemini names a time</td></tr>
 * <tr><td>{@code call-needs}</td><td></td><td>1 s: with less time left, no call is begun</td></tr>
 * <tr><td>{@code connect-timeout}</td><td></td><td>1.5 s</td></tr>
 * <tr><td>{@code answer-limit}</td><td></td><td>64 KiB</td></tr>
 * <tr><td>{@code max-output-tokens}</td><td></td><td>256</td></tr>
 * <tr><td>{@code calls-at-once}, {@code calls-waiting}</td><td></td><td>16 and 16</td></tr>
 * <tr><td>{@code breaker.*}</td><td></td><td>opens at half of 10 calls failed, for 15 s</td></tr>
 * </table>
 */
@ConfigMapping(prefix = "recourse.classifier.gemini")
public interface GeminiConfig {

    /** Google's own endpoint. */
    String DEFAULT_BASE_URL = "https://generativelanguage.googleapis.com";

    /** The cheapest stable model that Google recommends for classification. */
    String DEFAULT_MODEL = "gemini-3.5-flash-lite";

    /** The key, sent in a header; without one, Gemini is not called at all. */
    Optional<String> apiKey();

    /** Where the API is; the version and the model are appended. */
    Optional<URI> baseUrl();

    /** The model, by its name in the API. */
    Optional<String> model();

    /** For a text in all: waiting for a place, the call, the pause and the second call. */
    @WithDefault("PT4S")
    Duration timeLimit();

    /** Before the second try, when the answer does not say how long to wait. */
    @WithDefault("PT0.2S")
    Duration retryPause();

    /** A call is begun only if this much of the time limit is left for it, after waiting or a first try. */
    @WithDefault("PT1S")
    Duration callNeeds();

    /** Within this time a connection must stand. */
    @WithDefault("PT1.5S")
    Duration connectTimeout();

    /** An answer that is larger is cut off and thrown away; real ones have about 1 KiB. */
    @WithDefault("64K")
    MemorySize answerLimit();

    /** Room for the two labels and what little thinking goes before them. */
    @WithDefault("256")
    int maxOutputTokens();

    /** How many calls may be under way in one replica. */
    @WithDefault("16")
    int callsAtOnce();

    /** How many more may wait for a place; those beyond go to the fallback at once. */
    @WithDefault("16")
    int callsWaiting();

    /** When to stop calling for a while. */
    Breaker breaker();

    /** The circuit breaker: while it is open, the fallback answers without a call. */
    interface Breaker {

        /** So many calls are looked at. */
        @WithDefault("10")
        int calls();

        /** It opens when this share of them failed (0..1). */
        @WithDefault("0.5")
        double failureRatio();

        /** After this time one call is let through, and its outcome decides. */
        @WithDefault("PT15S")
        Duration openFor();
    }
}
