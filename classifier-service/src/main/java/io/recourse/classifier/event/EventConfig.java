package io.recourse.classifier.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How the topic of complaints is worked.
 *
 * <table>
 * <caption>Settings below {@code recourse.classifier.events}</caption>
 * <tr><th>Setting</th><th>Default</th></tr>
 * <tr><td>{@code at-once}</td><td>12 events, which leaves Gemini some places for requests over HTTP</td></tr>
 * </table>
 */
@ConfigMapping(prefix = "recourse.classifier.events")
public interface EventConfig {

    /** How many events a replica works on at the same time; those of one complaint go one after the other. */
    @WithDefault("12")
    int atOnce();
}
