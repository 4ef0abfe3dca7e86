package io.recourse.platform.fast;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.vertx.core.buffer.Buffer;

/**
 * Writes views as the REST layer does.
 *
 * @param writer for the type, of the service's own mapper
 */
public record JsonBytes<T>(ObjectWriter writer) {

    /** The body of an answer. */
    public Buffer of(T view) {
        try {
            return Buffer.buffer(writer.writeValueAsBytes(view));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("views are written as JSON", impossible);
        }
    }
}
