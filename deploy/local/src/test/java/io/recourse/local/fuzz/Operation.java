package io.recourse.local.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One operation, as its service describes it.
 *
 * @param service    whose description it is in
 * @param bodies     the schemas of what may be sent, by media type; none when nothing is
 * @param answers    by status the schemas of what may come, by media type
 */
record Operation(
        String service,
        String method,
        String path,
        List<Parameter> parameters,
        Map<String, JsonNode> bodies,
        Map<String, Map<String, JsonNode>> answers) {

    /** @param in path, query, header or cookie */
    record Parameter(String name, String in, JsonNode schema) {}

    /** All that a service offers. */
    static List<Operation> of(String service, JsonNode description) {
        List<Operation> operations = new ArrayList<>();
        description.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> operation.getValue().has("responses"))
                .forEach(operation -> operations.add(read(
                        service,
                        path.getKey(),
                        operation.getKey().toUpperCase(Locale.ROOT),
                        operation.getValue(),
                        path.getValue().path("parameters")))));
        return operations;
    }

    private static Operation read(String service, String path, String method, JsonNode operation, JsonNode shared) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode list : List.of(shared, operation.path("parameters"))) {
            list.forEach(parameter -> parameters.add(new Parameter(
                    parameter.get("name").asText(), parameter.get("in").asText(), parameter.path("schema"))));
        }
        Map<String, Map<String, JsonNode>> answers = new TreeMap<>();
        operation
                .get("responses")
                .properties()
                .forEach(response -> answers.put(response.getKey(), content(response.getValue())));
        return new Operation(service, method, path, parameters, content(operation.path("requestBody")), answers);
    }

    private static Map<String, JsonNode> content(JsonNode holder) {
        Map<String, JsonNode> schemas = new TreeMap<>();
        holder.path("content")
                .properties()
                .forEach(type -> schemas.put(type.getKey(), type.getValue().path("schema")));
        return schemas;
    }

    String name() {
        return method + " " + path;
    }

    boolean describes(int status) {
        return answers.containsKey(Integer.toString(status));
    }

    /** The schema of an answer, if it is one of JSON and described. */
    Optional<JsonNode> schema(int status, String mediaType) {
        return Optional.ofNullable(
                answers.getOrDefault(Integer.toString(status), Map.of()).get(mediaType));
    }
}
