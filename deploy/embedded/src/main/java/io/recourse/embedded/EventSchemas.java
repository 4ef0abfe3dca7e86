package io.recourse.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

/** The published JSON schemas of the events, for the tests of those who publish and those who consume them. */
public final class EventSchemas {

    /** As seen from the directory of a service, in which its tests run. */
    private static final Path DIRECTORY = Path.of("../docs/events");

    private static final String BASE = "https://recourse.example/events/";
    private static final String ENDING = ".schema.json";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(documents()));

    private EventSchemas() {}

    /**
     * Makes sure that the body of an event is what its schema says.
     *
     * @param type the type of the event, for instance {@code complaint.created}
     * @throws AssertionError with all that does not fit
     */
    public static void assertFits(String type, String json) {
        Iterable<Error> errors =
                REGISTRY.getSchema(SchemaLocation.of(BASE + type + ENDING)).validate(json, InputFormat.JSON);
        if (errors.iterator().hasNext()) {
            throw new AssertionError("%s does not fit its schema: %s%n%s".formatted(type, errors, json));
        }
    }

    private static Map<String, String> documents() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .collect(Collectors.toMap(file -> BASE + file.getFileName(), EventSchemas::read));
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
