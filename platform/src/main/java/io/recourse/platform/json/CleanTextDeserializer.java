package io.recourse.platform.json;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;

/** Trims texts and refuses those that cannot be stored; a number is not a text. */
class CleanTextDeserializer extends StdScalarDeserializer<String> {

    private static final long serialVersionUID = 1;

    CleanTextDeserializer() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return (String) context.handleUnexpectedToken(String.class, parser);
        }
        String text = parser.getText();
        Optional<String> flaw = CleanText.flaw(text);
        if (flaw.isPresent()) {
            throw InvalidFormatException.from(parser, flaw.get(), "", String.class);
        }
        return text.strip();
    }
}
