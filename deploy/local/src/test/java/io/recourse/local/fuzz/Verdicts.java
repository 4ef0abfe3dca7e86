package io.recourse.local.fuzz;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.recourse.local.fuzz.Draft.Twist;
import io.recourse.local.fuzz.RawConnection.Answer;

/** Judges answers: no error of ours, what the operation says, problems in their shape, and nothing that leaks. */
final class Verdicts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final String PROBLEM = "application/problem+json";

    /** Of what an answer must not tell: code, libraries, SQL, stack traces. */
    private static final Pattern INSIDES = Pattern.compile(
            "Exception|\\bat [a-z]+(\\.\\w+)+\\(|io\\.(recourse|quarkus|vertx|netty|smallrye)|(java|jakarta|javax)\\.[a-z]"
                    + "|org\\.(hibernate|jboss|postgresql|apache)|com\\.fasterxml|[Jj]ackson|SQLSTATE|constraint \\[");

    private final Map<String, JsonNode> definitions;
    private final Map<String, Schema> schemas = new HashMap<>();

    /** @param definitions of each service, by their names */
    Verdicts(Map<String, JsonNode> definitions) {
        this.definitions = new HashMap<>();
        definitions.forEach((service, schemasOfService) -> this.definitions.put(service, closed(schemasOfService)));
    }

    /** What is wrong with an answer, in a few words; nothing when it is as it should be. */
    Optional<String> fault(Draft draft, Answer answer) {
        Operation operation = draft.operation();
        int status = answer.status();
        if (status >= 500) {
            return Optional.of("an error of ours: " + status);
        }
        if (!operation.describes(status) && !isExplained(status, draft)) {
            return Optional.of("a status that is not described: " + status);
        }
        if (operation.method().equals("HEAD") || status == 204 || status == 304) {
            return Optional.empty();
        }
        String type = answer.header("content-type").split(";")[0].strip();
        if (status >= 400) {
            return problemFault(operation, answer, type);
        }
        Optional<JsonNode> schema = operation.schema(status, type);
        return schema.isEmpty() && type.endsWith("json")
                ? Optional.of("JSON that is not described: " + status)
                : schema.flatMap(described -> schemaFault(operation, answer, type, described));
    }

    /** Statuses that are about HTTP and not about the operation, when the request asked for them. */
    private static boolean isExplained(int status, Draft draft) {
        return switch (status) {
            case 400 -> has(draft, Twist.PATH, Twist.QUERY, Twist.HEADER, Twist.RAW_BODY, Twist.TYPE);
            case 404, 405 -> has(draft, Twist.PATH);
            case 406 -> has(draft, Twist.ACCEPT);
            case 414 -> has(draft, Twist.PATH, Twist.QUERY);
            case 415 -> has(draft, Twist.TYPE, Twist.HEADER);
            case 431 -> has(draft, Twist.HEADER);
            default -> false;
        };
    }

    private static boolean has(Draft draft, Twist... twists) {
        return List.of(twists).stream().anyMatch(draft.twists()::contains);
    }

    private Optional<String> problemFault(Operation operation, Answer answer, String type) {
        if (!type.equals(PROBLEM)) {
            return Optional.of("a refusal that is no problem: %d %s".formatted(answer.status(), type));
        }
        JsonNode problem = read(answer);
        boolean whole = problem.path("status").asInt() == answer.status()
                && problem.path("title").isTextual()
                && problem.path("type").isTextual()
                && problem.path("instance").isTextual();
        if (!whole) {
            return Optional.of("half a problem: " + answer.status());
        }
        if (INSIDES.matcher(problem.path("detail").asText() + problem.path("violations"))
                .find()) {
            return Optional.of("a problem that tells of our insides: " + answer.status());
        }
        if (answer.status() == 401
                && !operation.path().startsWith("/api/auth/")
                && !answer.header("www-authenticate").startsWith("Bearer")) {
            return Optional.of("a 401 without WWW-Authenticate");
        }
        if (answer.status() == 429 && !answer.headers().containsKey("retry-after")) {
            return Optional.of("a 429 without Retry-After");
        }
        return operation.schema(answer.status(), type).flatMap(schema -> schemaFault(operation, answer, type, schema));
    }

    private Optional<String> schemaFault(Operation operation, Answer answer, String type, JsonNode schema) {
        if (!type.endsWith("json")) {
            return Optional.empty();
        }
        JsonNode body = read(answer);
        if (body.isMissingNode()) {
            return Optional.of("JSON that is none: " + answer.status());
        }
        List<Error> errors = schemas.computeIfAbsent(
                        operation.name() + answer.status() + type, name -> compile(operation.service(), schema))
                .validate(body);
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of("%d that does not fit its schema: %s".formatted(answer.status(), errors.getFirst()));
    }

    private Schema compile(String service, JsonNode schema) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.set("$defs", definitions.get(service));
        whole.setAll((ObjectNode) moved(schema));
        return REGISTRY.getSchema(whole);
    }

    /** The same schemas, which allow no property that they do not name. */
    private static JsonNode closed(JsonNode schemas) {
        JsonNode moved = moved(schemas);
        moved.properties().forEach(schema -> {
            if (schema.getValue() instanceof ObjectNode object
                    && object.has("properties")
                    && !object.has("additionalProperties")
                    // A problem may have more (RFC 9457), such as allowed.
                    && !schema.getKey().contains("Problem")) {
                object.put("additionalProperties", false);
            }
        });
        return moved;
    }

    /** With references to where JSON Schema looks for definitions. */
    private static JsonNode moved(JsonNode schema) {
        try {
            return JSON.readTree(schema.toString().replace("#/components/schemas/", "#/$defs/"));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static JsonNode read(Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException noJson) {
            return JsonNodeFactory.instance.missingNode();
        }
    }
}
