package io.recourse.platform.fast;

import io.vertx.core.buffer.Buffer;

/**
 * What a read found.
 *
 * @param route of the resource that would have answered, for the metrics: {@code /api/complaints/{id}}
 * @param json  the body
 * @param tag   the entity tag, quotes included; null where there is none. An answer that has one is not to be kept by
 *              others, and to be asked for anew each time
 */
public record FastAnswer(String route, Buffer json, String tag) {}
