package io.recourse.complaint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class OpenApiTest {

    private Map<String, Map<String, Map<String, Object>>> paths;

    @BeforeEach
    void read() {
        paths = given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("paths");
    }

    @Test
    void namesTheProblemsOfListAndCreation() {
        assertEquals(Set.of("200", "400", "401", "403", "503"), statuses("/api/complaints", "get"));
        assertEquals(
                Set.of("201", "400", "401", "403", "409", "413", "415", "422", "503"),
                statuses("/api/complaints", "post"));
        assertEquals(
                Set.of("200", "400", "401", "403", "404", "409", "412", "413", "415", "422", "503"),
                statuses("/api/complaints/{id}", "patch"));
        assertEquals(Set.of("200", "400", "503"), statuses("/api/public/complaints", "get"));
    }

    @Test
    void saysOfEveryProblemWhatItLooksLike() {
        List<String> without = new ArrayList<>();
        paths.forEach((path, operations) ->
                operations.forEach((method, operation) -> responses(operation).forEach((status, response) -> {
                    boolean described = ((Map<?, ?>) response).get("content") instanceof Map<?, ?> content
                            && content.containsKey("application/problem+json");
                    if (status.matches("[45].*") && !described) {
                        without.add(method + " " + path + " " + status);
                    }
                })));
        assertEquals(List.of(), without);
    }

    @Test
    void refersOnlyToWhatItDescribes() {
        String description = given().get("/q/openapi?format=json").asString();
        Set<String> described = given().get("/q/openapi?format=json")
                .jsonPath()
                .<String, Object>getMap("components.schemas")
                .keySet();

        Set<String> named = Pattern.compile("#/components/schemas/([^\"]+)")
                .matcher(description)
                .results()
                .map(reference -> reference.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertTrue(named.contains("Problem"), named.toString());
        named.removeAll(described);
        assertEquals(Set.of(), named);
    }

    @Test
    void saysOfWhatIsMadeWhatItLooksLike() {
        List<String> without = new ArrayList<>();
        paths.forEach((path, operations) -> operations.forEach((method, operation) -> {
            if (responses(operation).get("201") instanceof Map<?, ?> made && made.get("content") == null) {
                without.add(method + " " + path);
            }
        }));
        assertEquals(List.of(), without);
    }

    @Test
    void writesNamesInSnakeCase() {
        List<String> names = new ArrayList<>();
        paths.forEach((path, operations) -> operations.forEach((method, operation) -> {
            if (operation.get("parameters") instanceof List<?> parameters) {
                parameters.stream()
                        .map(Map.class::cast)
                        .filter(parameter -> !"header".equals(parameter.get("in")))
                        .forEach(parameter -> names.add((String) parameter.get("name")));
            }
        }));
        assertTrue(names.contains("image_id"), names.toString());
        assertEquals(
                List.of(),
                names.stream().filter(name -> !name.matches("[a-z0-9_]+")).toList());
    }

    private Set<String> statuses(String path, String method) {
        return new TreeSet<>(responses(paths.get(path).get(method)).keySet());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> responses(Map<String, Object> operation) {
        return (Map<String, Object>) operation.get("responses");
    }
}
