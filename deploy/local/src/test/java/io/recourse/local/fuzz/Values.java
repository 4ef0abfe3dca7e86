package io.recourse.local.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes values that fit a schema of OpenAPI 3.1, and such that do not. */
final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 6;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    /** What sensible clients send in fields whose schema says no more than that they are strings. */
    private static final Map<String, List<String>> SENSIBLE = Map.ofEntries(
            Map.entry("password", List.of("staple-battery-horse")),
            Map.entry("current_password", List.of("staple-battery-horse")),
            Map.entry("new_password", List.of("staple-battery-horse", "staple-battery-mule")),
            Map.entry("phone", List.of("+4930901820", "030 901820")),
            Map.entry("url", List.of("https://hooks.example.org/recourse", "http://10.0.0.1/", "http://[::1]:1/")),
            Map.entry("events", List.of("complaint.created", "complaint.status_changed", "complaint.deleted")),
            Map.entry("time_zone", List.of("Europe/Berlin", "America/New_York", "UTC")),
            Map.entry("holidays", List.of("2026-12-25", "2027-01-01")),
            Map.entry("calendar", List.of("office")),
            Map.entry("acknowledge_after", List.of("PT0S", "PT5M")),
            Map.entry("escalate_after", List.of("PT4H", "P365D", "PT24H")),
            Map.entry("first_response_within", List.of("PT1H")),
            Map.entry("after", List.of("PT72H")),
            Map.entry("assignee", List.of("me", "auto")),
            Map.entry("assigned_to", List.of("me", "none")),
            Map.entry("created_by", List.of("me")),
            Map.entry(
                    "sort", List.of("created_at", "-created_at", "priority", "-priority", "updated_at", "-updated_at")),
            Map.entry("status", List.of("open", "in_progress", "resolved", "closed", "Pending", "cancelled")),
            Map.entry("priority", List.of("low", "medium", "high", "critical")),
            Map.entry("category", List.of("billing", "technical", "account", "general")),
            Map.entry("limit", List.of("1", "2", "20", "100")),
            Map.entry("days", List.of("1", "7", "365")),
            Map.entry("due_before", List.of("2030-01-01T00:00:00Z")),
            Map.entry("from", List.of("2026-01-01T00:00:00Z", "2026-01-01")),
            Map.entry("to", List.of("2030-01-01T00:00:00Z", "2030-01-01")),
            Map.entry("created_from", List.of("2026-01-01T00:00:00Z")),
            Map.entry("created_to", List.of("2030-01-01T00:00:00Z")),
            Map.entry("occurred_at", List.of("2026-11-01T08:00:00Z")),
            Map.entry("search", List.of("water", "no wat", "\"no water\"", "-")),
            Map.entry("role", List.of("user", "agent")),
            Map.entry("available", List.of("true", "false")),
            Map.entry("active", List.of("true", "false")),
            Map.entry("If-Match", List.of("*", "\"1\"", "\"2\"", "W/\"1\"", "\"1-00000000\"")),
            Map.entry("If-None-Match", List.of("*", "\"1\"", "W/\"1\"")),
            Map.entry("Range", List.of("bytes=0-9", "bytes=-5", "bytes=10-", "bytes=0-0,5-6")),
            Map.entry("Last-Event-ID", List.of("0", "1")));

    /** Strings that have broken something somewhere. */
    private static final List<String> NASTY = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\ud800",
            "x\udfffy",
            "\ufeff",
            "\u202etxt.exe",
            "\ud83d\ude00".repeat(120),
            "e\u0301\u0301\u0301".repeat(60),
            "\u2028",
            "\r\nBcc: somebody@example.org\r\n\r\n",
            "'; drop table complaint; --",
            "' or '1'='1",
            "\\",
            "%",
            "%00",
            "_%_%",
            "../../../../etc/passwd",
            "${jndi:ldap://127.0.0.1/a}",
            "{{7*7}}",
            "<script>alert(1)</script>",
            "=1+1",
            "null",
            "true",
            "NaN",
            "Infinity",
            "-0",
            "1e309",
            "1e400",
            "0x1F",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "2147483648",
            "99999999999999999999999999",
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "+999999999-12-31T23:59:59.999999999Z",
            "-999999999-01-01T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "2026-02-30T00:00:00Z",
            "2026-11-28T24:00:00Z",
            "2026-11-28T08:00:00+19:00",
            "PT-1S",
            "P999999999999D",
            "PT9223372036854775807S",
            "-PT1H",
            "http://2130706433/",
            "http://[::ffff:127.0.0.1]/",
            "http://user:secret@example.org/",
            "file:///etc/passwd",
            "http://example.org:99999/",
            "a@b",
            "\"a b\"@example.org",
            "a".repeat(201),
            "a".repeat(10_001),
            "a".repeat(70_000));

    private final RandomGenerator random;
    private final JsonNode definitions;
    private final Map<String, List<String>> known;

    /**
     * @param definitions the components of the description, for references
     * @param known       values that have turned up, by the name of their field
     */
    Values(RandomGenerator random, JsonNode definitions, Map<String, List<String>> known) {
        this.random = random;
        this.definitions = definitions;
        this.known = known;
    }

    /** A value that fits, mostly. */
    JsonNode fitting(String name, JsonNode schema) {
        return fitting(name, schema, 0);
    }

    private JsonNode fitting(String name, JsonNode given, int depth) {
        JsonNode schema = resolve(given);
        String type = type(schema);
        return switch (type) {
            case "object" -> object(schema, depth);
            case "array" -> array(name, schema, depth);
            case "integer" -> JSON.numberNode(integer(name, schema));
            case "number" -> JSON.numberNode(random.nextDouble() * 100);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "null" -> JSON.nullNode();
            default -> JSON.textNode(text(name, schema));
        };
    }

    /** Follows references, and chooses among alternatives. */
    private JsonNode resolve(JsonNode schema) {
        JsonNode found = schema;
        for (int i = 0; i < DEEPEST; i++) {
            if (found.has("$ref")) {
                String ref = found.get("$ref").asText();
                found = definitions.path(ref.substring(ref.lastIndexOf('/') + 1));
            } else if (found.has("anyOf") || found.has("oneOf")) {
                JsonNode choices = found.has("anyOf") ? found.get("anyOf") : found.get("oneOf");
                found = choices.get(random.nextInt(choices.size()));
            } else if (found.has("allOf")) {
                found = found.get("allOf").get(0);
            } else {
                break;
            }
        }
        return found;
    }

    private String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return type.get(random.nextInt(type.size())).asText();
        }
        return type.isTextual() ? type.asText() : schema.has("properties") ? "object" : "string";
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        if (depth > DEEPEST) {
            return object;
        }
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(field -> required.add(field.asText()));
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || random.nextInt(3) == 0) {
                object.set(property.getKey(), fitting(property.getKey(), property.getValue(), depth + 1));
            }
        });
        if (schema.path("additionalProperties").isObject() && !schema.has("properties")) {
            String key = choose(List.of("monday", "tuesday", "friday", word(5)));
            object.set(key, fitting(key, schema.get("additionalProperties"), depth + 1));
        }
        return object;
    }

    private ArrayNode array(String name, JsonNode schema, int depth) {
        ArrayNode array = JSON.arrayNode();
        int size = schema.path("minItems").asInt(0) + random.nextInt(3);
        // A shift of a calendar: the one list whose items have an order of their own.
        if (List.of("monday", "tuesday", "friday").contains(name)) {
            return array.add(JSON.arrayNode().add("09:00").add("12:30"));
        }
        for (int i = 0; i < Math.min(size, schema.path("maxItems").asInt(100)); i++) {
            array.add(fitting(name, schema.path("items"), depth + 1));
        }
        return array;
    }

    private BigInteger integer(String name, JsonNode schema) {
        List<String> seen = known.getOrDefault(name, List.of());
        if (!seen.isEmpty() && random.nextInt(3) > 0) {
            String value = choose(seen);
            if (value.matches("\\d{1,18}")) {
                return new BigInteger(value);
            }
        }
        if (random.nextInt(6) == 0) {
            return new BigInteger(choose(List.of("0", "-1", "2147483647", "2147483648", "9223372036854775807")));
        }
        long least = schema.has("exclusiveMinimum")
                ? schema.get("exclusiveMinimum").asLong() + 1
                : schema.path("minimum").asLong(1);
        return BigInteger.valueOf(least + random.nextInt(50));
    }

    private String text(String name, JsonNode schema) {
        if (schema.has("enum")) {
            return schema.get("enum")
                    .get(random.nextInt(schema.get("enum").size()))
                    .asText();
        }
        List<String> seen = known.getOrDefault(name, List.of());
        if (!seen.isEmpty() && random.nextInt(2) == 0) {
            return choose(seen);
        }
        if (SENSIBLE.containsKey(name)) {
            return choose(SENSIBLE.get(name));
        }
        return switch (schema.path("format").asText()) {
            case "date-time" -> "2026-11-%02dT08:00:00Z".formatted(1 + random.nextInt(28));
            case "date" -> "2026-11-%02d".formatted(1 + random.nextInt(28));
            case "uuid" -> "%08x-0000-4000-8000-%012x".formatted(random.nextInt(), random.nextInt() & 0xffffL);
            default -> plain(name, schema);
        };
    }

    private String plain(String name, JsonNode schema) {
        if (name.equals("username")) {
            return "f" + word(9);
        }
        if (name.equals("email")) {
            return "f" + word(9) + "@example.org";
        }
        int least = Math.max(1, schema.path("minLength").asInt(1));
        int most = Math.min(schema.path("maxLength").asInt(least + 40), 10_000);
        return switch (random.nextInt(12)) {
            case 0 -> word(least);
            case 1 -> word(most);
            case 2 -> "Größe 水 \ud83d\ude00 " + word(least);
            default -> word(least + random.nextInt(Math.max(1, Math.min(40, most - least + 1))));
        };
    }

    /** Something that has broken something somewhere. */
    String nasty() {
        return choose(NASTY);
    }

    /** Changes one place of a value into something else: another type, a limit, an unknown field, too much of it. */
    JsonNode spoiled(JsonNode value) {
        if (value instanceof ObjectNode object && !object.isEmpty() && random.nextInt(5) > 0) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = choose(names);
            switch (random.nextInt(8)) {
                case 0 -> object.remove(name);
                case 1 -> object.set("x_" + word(4), any());
                default -> object.set(name, spoiled(object.get(name)));
            }
            return object;
        }
        if (value instanceof ArrayNode array && !array.isEmpty() && random.nextInt(3) > 0) {
            int place = random.nextInt(array.size());
            if (random.nextInt(5) == 0) {
                for (int i = 0; i < 1_200; i++) {
                    array.add(array.get(place));
                }
            } else {
                array.set(place, spoiled(array.get(place)));
            }
            return array;
        }
        return any();
    }

    private JsonNode any() {
        return switch (random.nextInt(14)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(true);
            case 2 -> JSON.numberNode(0);
            case 3 -> JSON.numberNode(-1);
            case 4 -> JSON.numberNode(new BigInteger("9223372036854775808"));
            case 5 -> JSON.numberNode(new BigDecimal("1e400"));
            case 6 -> JSON.numberNode(1.5);
            case 7 -> JSON.objectNode();
            case 8 -> JSON.arrayNode();
            case 9 -> JSON.objectNode().set("a", JSON.arrayNode().add(JSON.nullNode()));
            case 10 -> JSON.numberNode(Integer.MIN_VALUE);
            default -> JSON.textNode(nasty());
        };
    }

    String word(int length) {
        StringBuilder word = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.toString();
    }

    <T> T choose(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
