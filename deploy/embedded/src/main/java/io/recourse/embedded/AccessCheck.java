package io.recourse.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Holds a running service to an {@link AccessTable}. */
public final class AccessCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int NOT_FOUND = 404;
    private static final String BOUNDARY = "access-check";

    private final URI server;
    private final Stage stage;

    /** Whoever makes the objects and people that a row is about. */
    public interface Stage {

        /**
         * An object of a kind, and whoever is to ask for it: a new one if the asking changes it.
         *
         * @param object as the table says, empty for none
         * @param caller who is going to ask for it
         */
        Scene set(String object, String caller);

        /** The bytes of what the table names with {@code @}. */
        default Content content(String name) {
            throw new IllegalArgumentException("nobody knows what @" + name + " is");
        }
    }

    /**
     * An object, and who asks for it.
     *
     * @param names   what stands for the names in braces of paths and bodies
     * @param missing the same for an object that there is not: of what is hidden from some callers, and of that alone
     * @param token   the caller's access token, null for nobody
     */
    public record Scene(Map<String, String> names, Map<String, String> missing, String token) {}

    /** @param part the name of the part when it is sent in a form, null when it is the body */
    public record Content(String type, String part, byte[] bytes) {}

    public AccessCheck(URI server, Stage stage) {
        this.server = server;
        this.stage = stage;
    }

    /** What the service says of itself. */
    public JsonNode description() {
        try {
            HttpRequest request = HttpRequest.newBuilder(server.resolve("/q/openapi?format=json"))
                    .build();
            return JSON.readTree(send(request).body());
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /**
     * Asks in everybody's name, each for an object of their own, and tells what is not as the table says. Who gets a 404
     * must get the same one for an object that there is not.
     */
    public List<String> violations(AccessTable.Row row) {
        List<String> violations = new ArrayList<>();
        row.statuses().forEach((caller, expected) -> {
            Scene scene = stage.set(row.object(), caller);
            Answer answer = ask(row, scene, scene.names());
            if (answer.statusCode() != expected) {
                violations.add(
                        "%s gets %d instead of %d: %s".formatted(caller, answer.statusCode(), expected, answer.body()));
            } else if (expected == NOT_FOUND && !scene.missing().isEmpty()) {
                Map<String, String> other = new TreeMap<>(scene.names());
                other.putAll(scene.missing());
                String hidden = likeness(answer, scene.names());
                String missing = likeness(ask(row, scene, other), other);
                if (!hidden.equals(missing)) {
                    violations.add("%s can tell what is hidden from what is missing: %s but %s"
                            .formatted(caller, hidden, missing));
                }
            }
        });
        return violations;
    }

    private Answer ask(AccessTable.Row row, Scene scene, Map<String, String> names) {
        String text = fill(row.body(), names);
        String query = text.startsWith("?") ? text.replace(" ", "%20").replace("+", "%2B") : "";
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(fill(row.path(), names) + query))
                .timeout(Duration.ofSeconds(30));
        if (scene.token() != null) {
            request.header("Authorization", "Bearer " + scene.token());
        }
        BodyPublisher body = BodyPublishers.noBody();
        if (text.startsWith("@")) {
            Content content = stage.content(text.substring(1));
            request.header(
                    "Content-Type",
                    content.part() == null ? content.type() : "multipart/form-data; boundary=" + BOUNDARY);
            body = BodyPublishers.ofByteArray(content.part() == null ? content.bytes() : form(content));
        } else if (text.startsWith("{")) {
            request.header("Content-Type", "application/json");
            body = BodyPublishers.ofString(text);
        }
        return send(request.method(row.method(), body).build());
    }

    private static String fill(String text, Map<String, String> names) {
        String filled = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            filled = filled.replace("{" + name.getKey() + "}", name.getValue());
        }
        return filled;
    }

    private static byte[] form(Content content) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"file\"\r\nContent-Type: %s\r\n\r\n"
                        .formatted(BOUNDARY, content.part(), content.type())
                        .getBytes(StandardCharsets.US_ASCII));
        form.writeBytes(content.bytes());
        form.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.US_ASCII));
        return form.toByteArray();
    }

    private record Answer(int statusCode, HttpHeaders headers, String body) {}

    /** Streams go on: of those the head is read alone. */
    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<InputStream> response = HTTP.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                boolean stream =
                        response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
                return new Answer(
                        response.statusCode(),
                        response.headers(),
                        stream ? "a stream" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException failed) {
            throw new IllegalStateException(request.method() + " " + request.uri() + ": " + failed, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** All of an answer but what it is about, and when. */
    private static String likeness(Answer answer, Map<String, String> names) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        List.of("date", "x-request-id", "content-length").forEach(headers::remove);
        return answer.statusCode() + " " + headers + " " + anonymous(answer.body(), names);
    }

    private static String anonymous(String body, Map<String, String> names) {
        try {
            if (JSON.readTree(body) instanceof ObjectNode problem) {
                problem.remove("instance");
                String detail = problem.path("detail").asText();
                for (String name : names.values()) {
                    detail = detail.replaceAll("(?<!\\w)" + Pattern.quote(name) + "(?!\\w)", "*");
                }
                return problem.put("detail", detail).toString();
            }
            return body;
        } catch (JsonProcessingException noJson) {
            return body;
        }
    }
}
