package io.recourse.platform.json;

import java.io.IOException;
import java.time.Instant;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads instants from texts alone: a number could be anything's time. */
class TimestampDeserializer extends StdScalarDeserializer<Instant> {

    private static final long serialVersionUID = 1;

    TimestampDeserializer() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return (Instant) context.handleUnexpectedToken(Instant.class, parser);
        }
        try {
            return Timestamps.parse(parser.getText());
        } catch (IllegalArgumentException malformed) {
            throw JsonMappingException.from(parser, malformed.getMessage(), malformed);
        }
    }
}
