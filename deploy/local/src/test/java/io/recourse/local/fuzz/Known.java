package io.recourse.local.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the fuzzer has made and found on its way, so that it can ask for it again. Nothing that it has not made itself: the
 * accounts and complaints of others are not to be lost.
 */
final class Known {

    private static final int MOST = 40;
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    private final RandomGenerator random;
    private final Map<String, Pattern> templates = new LinkedHashMap<>();
    private final Map<String, List<String>> places = new HashMap<>();
    private final Map<String, List<String>> values = new HashMap<>();

    Known(RandomGenerator random, List<Operation> operations) {
        this.random = random;
        operations.forEach(operation -> {
            String template = upToLastParameter(operation.path());
            if (!template.isEmpty()) {
                String parameters = PARAMETER.matcher(template).replaceAll("[^/]+");
                templates.put(template, Pattern.compile(parameters));
            }
        });
    }

    private static String upToLastParameter(String path) {
        return path.substring(0, path.lastIndexOf('}') + 1);
    }

    /** By the names of fields. */
    Map<String, List<String>> values() {
        return values;
    }

    void remember(String field, String value) {
        add(values, field, value);
    }

    /** Keeps where something new is, what a next page or a new token is asked for with, and sessions, which can be ended. */
    void learn(Operation operation, RawConnection.Answer answer, JsonNode body) {
        if (answer.status() == 201 && answer.headers().containsKey("location")) {
            place(answer.header("location").replaceFirst("^https?://[^/]+", ""));
        }
        if (body.path("next_cursor").isTextual()) {
            remember("cursor", body.get("next_cursor").asText());
        }
        if (body.path("refresh_token").isTextual()) {
            remember("refresh_token", body.get("refresh_token").asText());
        }
        String cookie = answer.header("set-cookie").split(";")[0];
        if (cookie.indexOf('=') > 0) {
            remember(cookie.substring(0, cookie.indexOf('=')), cookie.substring(cookie.indexOf('=') + 1));
        }
        body.path("images").forEach(image -> place(image.path("url").asText()));
        if (operation.path().endsWith("/sessions")) {
            body.path("items")
                    .forEach(session ->
                            place(operation.path() + "/" + session.path("sid").asText()));
        }
        if (operation.path().endsWith("/deliveries")) {
            body.path("items")
                    .forEach(delivery ->
                            remember("delivery_id", delivery.path("id").asText()));
        }
    }

    private void place(String location) {
        templates.forEach((template, pattern) -> {
            if (pattern.matcher(location).matches()) {
                add(places, template, location);
            }
        });
        String last = location.substring(location.lastIndexOf('/') + 1);
        if (location.matches("/api/complaints/\\d+")) {
            List.of("complaint_id", "parent_id", "ids").forEach(field -> remember(field, last));
        } else if (location.startsWith("/api/service-types/")) {
            List.of("service_type_id", "service_type").forEach(field -> remember(field, last));
        } else if (location.startsWith("/api/calendars/")) {
            remember("calendar", last);
        }
    }

    /** A path of the operation with something that there is, or was; null when nothing of the kind is known. */
    String path(Operation operation) {
        String template = upToLastParameter(operation.path());
        List<String> found = places.getOrDefault(template, List.of());
        return found.isEmpty()
                ? null
                : found.get(random.nextInt(found.size())) + operation.path().substring(template.length());
    }

    private static void add(Map<String, List<String>> lists, String key, String value) {
        List<String> list = lists.computeIfAbsent(key, absent -> new ArrayList<>());
        if (list.size() >= MOST) {
            list.removeFirst();
        }
        list.add(value);
    }
}
