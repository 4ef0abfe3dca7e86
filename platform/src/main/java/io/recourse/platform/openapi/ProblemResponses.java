package io.recourse.platform.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.recourse.platform.dialect.Dialect;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Completes the description of the API with the problems that every operation of its kind can have, and says what a
 * problem looks like. What an operation says of them itself stands.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {

    /** As in the configuration of the extension that turns exceptions into problems. */
    private static final String PROBLEM = "Problem";

    private static final String PROBLEM_TYPE = "application/problem+json";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getPaths() == null || api.getPaths().getPathItems() == null) {
            return;
        }
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents().addSchema(PROBLEM, problem());
        api.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> complete(path, item, operation)));
    }

    private static void complete(String path, PathItem item, Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        expected(path, item, operation).forEach((status, description) -> {
            if (operation.getResponses().getAPIResponse(status) == null) {
                operation
                        .getResponses()
                        .addAPIResponse(status, OASFactory.createAPIResponse().description(description));
            }
        });
        Map.copyOf(operation.getResponses().getAPIResponses()).forEach((status, response) -> {
            if ((status.startsWith("4") || status.startsWith("5")) && response.getRef() == null) {
                APIResponse own = copy(response);
                describe(path, status, own);
                operation.getResponses().addAPIResponse(status, own);
            }
        });
    }

    private static Map<String, String> expected(String path, PathItem item, Operation operation) {
        Map<String, String> expected = new LinkedHashMap<>();
        boolean hasBody = operation.getRequestBody() != null;
        if (hasBody
                || has(item, operation, Parameter.In.QUERY, null)
                || has(item, operation, Parameter.In.HEADER, null)) {
            expected.put("400", "Malformed; violations name the fields, parameters or headers");
        }
        if (operation.getSecurity() != null && !operation.getSecurity().isEmpty()) {
            expected.put("401", "No access token, or none that is valid");
            expected.put("403", "Not allowed to the caller");
        }
        if (path.contains("{")) {
            expected.put("404", "There is none, or none that the caller may know of");
        }
        if (has(item, operation, Parameter.In.HEADER, "Idempotency-Key")) {
            expected.put("409", "The state of things is against it");
            expected.put("422", "Well-formed and yet impossible, or an Idempotency-Key of another request");
        }
        if (has(item, operation, Parameter.In.HEADER, "If-Match")) {
            expected.put("412", "If-Match names another version than the present one");
        }
        if (hasBody && Dialect.ofPath(path).isEmpty()) {
            expected.put("413", "Larger than requests may be");
            expected.put("415", "Not of the media types that this takes");
        }
        expected.put("503", "A dependency is away; try again after Retry-After");
        return expected;
    }

    /** @param name of the parameter, null for any */
    private static boolean has(PathItem item, Operation operation, Parameter.In in, String name) {
        return parameters(item.getParameters(), in, name) || parameters(operation.getParameters(), in, name);
    }

    private static boolean parameters(List<Parameter> parameters, Parameter.In in, String name) {
        return parameters != null
                && parameters.stream()
                        .anyMatch(parameter -> parameter.getIn() == in
                                && (name == null || name.equalsIgnoreCase(parameter.getName())));
    }

    /** Those that Quarkus adds for what needs a role are one object for all operations, dialects or not. */
    private static APIResponse copy(APIResponse response) {
        return OASFactory.createAPIResponse()
                .description(response.getDescription())
                .headers(response.getHeaders())
                .content(response.getContent())
                .links(response.getLinks())
                .extensions(response.getExtensions());
    }

    private static void describe(String path, String status, APIResponse response) {
        if (!saysItself(path, response.getContent())) {
            Content content = OASFactory.createContent();
            Dialect.ofPath(path)
                    .ifPresentOrElse(
                            dialect -> content.addMediaType(
                                    "application/json",
                                    OASFactory.createMediaType()
                                            .schema(type(Schema.SchemaType.OBJECT)
                                                    .addProperty(
                                                            dialect.errorField(), type(Schema.SchemaType.STRING)))),
                            () -> content.addMediaType(
                                    PROBLEM_TYPE,
                                    OASFactory.createMediaType()
                                            .schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM))));
            response.setContent(content);
        }
        String header = status.equals("401") ? "WWW-Authenticate" : "Retry-After";
        boolean hasHeader = status.equals("401") || status.equals("429") || status.equals("503");
        if (hasHeader
                && (response.getHeaders() == null || !response.getHeaders().containsKey(header))) {
            response.addHeader(
                    header,
                    OASFactory.createHeader()
                            .description(status.equals("401") ? "Bearer" : "Seconds to wait")
                            .schema(type(status.equals("401") ? Schema.SchemaType.STRING : Schema.SchemaType.INTEGER)));
        }
    }

    /** Whether the operation tells what comes; that it is a problem is what the extension says of all, dialects too. */
    private static boolean saysItself(String path, Content content) {
        return content != null
                && !(Dialect.ofPath(path).isPresent()
                        && content.getMediaTypes().keySet().equals(Set.of(PROBLEM_TYPE)));
    }

    private static Schema problem() {
        Schema violation = type(Schema.SchemaType.OBJECT)
                .addProperty("field", type(Schema.SchemaType.STRING))
                .addProperty("message", type(Schema.SchemaType.STRING));
        return type(Schema.SchemaType.OBJECT)
                .description("What went wrong (RFC 9457)")
                .addProperty("type", type(Schema.SchemaType.STRING).format("uri-reference"))
                .addProperty("title", type(Schema.SchemaType.STRING))
                .addProperty("status", type(Schema.SchemaType.INTEGER))
                .addProperty("detail", type(Schema.SchemaType.STRING))
                .addProperty("instance", type(Schema.SchemaType.STRING).format("uri-reference"))
                .addProperty("violations", type(Schema.SchemaType.ARRAY).items(violation));
    }

    private static Schema type(Schema.SchemaType type) {
        return OASFactory.createSchema().type(List.of(type));
    }
}
