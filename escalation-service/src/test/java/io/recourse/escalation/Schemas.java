package io.recourse.escalation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import static org.assertj.core.api.Assertions.assertThat;

/** The published schemas of the events. */
public final class Schemas {

    private static final Path DIRECTORY = Path.of("../docs/events");
    private static final String BASE = "https://recourse.example/events/";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(documents()));

    private Schemas() {}

    /** Makes sure that a body is what the schema of its event says. */
    public static void assertValid(String eventType, String json) {
        var schema = REGISTRY.getSchema(SchemaLocation.of(BASE + eventType + ".schema.json"));
        assertThat(schema.validate(json, InputFormat.JSON)).as(json).isEmpty();
    }

    private static Map<String, String> documents() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".schema.json"))
                    .collect(Collectors.toMap(file -> BASE + file.getFileName(), Schemas::read));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
