package io.recourse.classifier.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The schemas that the services have agreed on. */
final class EventSchemas {

    private static final String BASE = "https://recourse.example/events/";
    private static final Path DIRECTORY = Path.of("../docs/events");
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(EventSchemas::read));

    private EventSchemas() {}

    static void assertValid(String type, String json) {
        Schema schema = REGISTRY.getSchema(SchemaLocation.of(BASE + type + ".schema.json"));
        assertEquals(List.of(), schema.validate(json, InputFormat.JSON), () -> type + ": " + json);
    }

    private static String read(String iri) {
        if (!iri.startsWith(BASE)) {
            return null;
        }
        try {
            return Files.readString(DIRECTORY.resolve(iri.substring(BASE.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
