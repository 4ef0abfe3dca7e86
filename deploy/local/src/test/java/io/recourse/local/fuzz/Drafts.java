package io.recourse.local.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.recourse.local.fuzz.Draft.Twist;

/** Thinks out requests: half as they should be, the others with one or two things about them that should not be. */
final class Drafts {

    /** Lone surrogates have no bytes of their own, but can be escaped. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature())
            .build();

    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final String FORM = "multipart/form-data";
    private static final int DEEP = 20_000;
    private static final int TOO_LONG = 1_200_000;

    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/json; charset=utf-16",
            "application/json; charset=nonsense",
            "application/json;;;",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=\"a",
            "multipart/mixed; boundary=x",
            "*/*",
            "json",
            "");

    private static final List<String> ACCEPTED = List.of(
            "text/html",
            "application/xml",
            "image/png",
            "application/json;q=0",
            "*/*;q=0",
            "application/json;q=2",
            "text/html, application/json;q=0.1",
            "nonsense",
            "application/*",
            ",,,",
            "");

    private final RandomGenerator random;
    private final Known known;
    private final Map<String, Values> values;

    Drafts(RandomGenerator random, Known known, Map<String, Values> valuesByService) {
        this.random = random;
        this.known = known;
        this.values = valuesByService;
    }

    /** @param token null for nobody's */
    Draft next(Operation operation, String actor, String token) {
        Set<Twist> twists = twists(operation);
        Values making = values.get(operation.service());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "127.0.0.1");
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        String target = path(operation, making, twists) + query(operation, making, twists);
        headers(operation, making, twists, headers);
        byte[] body = body(operation, making, twists, headers);
        boolean chunked = body.length > 0 && random.nextInt(12) == 0;
        if (chunked) {
            headers.put("Transfer-Encoding", "chunked");
        } else if (body.length > 0 || !operation.bodies().isEmpty()) {
            headers.put("Content-Length", Integer.toString(body.length));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(latin(operation.method() + " " + target + " HTTP/1.1\r\n"));
        headers.forEach((name, value) -> bytes.writeBytes(latin(name + ": " + value + "\r\n")));
        bytes.writeBytes(latin("\r\n"));
        bytes.writeBytes(chunked ? chunks(body) : body);
        return new Draft(operation, actor, twists, bytes.toByteArray());
    }

    private Set<Twist> twists(Operation operation) {
        Set<Twist> twists = EnumSet.noneOf(Twist.class);
        if (random.nextBoolean()) {
            return twists;
        }
        List<Twist> possible = new ArrayList<>(List.of(Twist.QUERY, Twist.HEADER, Twist.ACCEPT));
        if (operation.path().contains("{")) {
            possible.add(Twist.PATH);
        }
        if (!operation.bodies().isEmpty()) {
            possible.addAll(List.of(Twist.BODY, Twist.BODY, Twist.BODY, Twist.BODY, Twist.RAW_BODY, Twist.TYPE));
        }
        for (int i = 0; i <= random.nextInt(2); i++) {
            twists.add(possible.get(random.nextInt(possible.size())));
        }
        return twists;
    }

    private String path(Operation operation, Values making, Set<Twist> twists) {
        if (!twists.contains(Twist.PATH) && random.nextInt(8) > 0) {
            String place = known.path(operation);
            if (place != null) {
                return fill(place, operation, making, false);
            }
        }
        return fill(operation.path(), operation, making, twists.contains(Twist.PATH));
    }

    private String fill(String path, Operation operation, Values making, boolean nasty) {
        Matcher parameters = PARAMETER.matcher(path);
        return parameters.replaceAll(found -> {
            String value = nasty && random.nextInt(3) > 0
                    ? making.nasty()
                    : operation.parameters().stream()
                            .filter(parameter -> parameter.in().equals("path")
                                    && parameter.name().equals(found.group(1)))
                            .findFirst()
                            .map(parameter -> making.fitting(parameter.name(), parameter.schema())
                                    .asText())
                            .orElse("1");
            return Matcher.quoteReplacement(encode(value.isEmpty() ? "%" : value));
        });
    }

    private String query(Operation operation, Values making, Set<Twist> twists) {
        List<String> parts = new ArrayList<>();
        boolean spoil = twists.contains(Twist.QUERY);
        for (Operation.Parameter parameter : operation.parameters()) {
            if (!parameter.in().equals("query") || random.nextInt(5) > 1) {
                continue;
            }
            for (int i = 0; i <= (random.nextInt(5) == 0 ? 2 : 0); i++) {
                JsonNode fitting = making.fitting(parameter.name(), parameter.schema());
                String value = fitting.isArray() ? fitting.path(0).asText("open") : fitting.asText();
                parts.add(parameter.name() + "=" + encode(spoil && random.nextBoolean() ? making.nasty() : value));
            }
        }
        if (spoil) {
            parts.add(making.choose(List.of(
                    "limit=" + encode(making.nasty()),
                    "cursor=" + encode(making.nasty()),
                    "cursor=%FF%FE",
                    "x%00y=1",
                    "limit",
                    "=",
                    "&&&",
                    "a=%",
                    "a=%zz",
                    "%ED%A0%80=%ED%A0%80",
                    making.word(6) + "=1")));
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private void headers(Operation operation, Values making, Set<Twist> twists, Map<String, String> headers) {
        boolean spoil = twists.contains(Twist.HEADER);
        for (Operation.Parameter parameter : operation.parameters()) {
            if (parameter.in().equals("header") && random.nextInt(spoil ? 2 : 4) == 0) {
                String value =
                        making.fitting(parameter.name(), parameter.schema()).asText();
                headers.put(parameter.name(), oneLine(spoil && random.nextBoolean() ? making.nasty() : value));
            } else if (parameter.in().equals("cookie") && random.nextBoolean()) {
                String value =
                        making.fitting(parameter.name(), parameter.schema()).asText();
                headers.put("Cookie", parameter.name() + "=" + oneLine(spoil ? making.nasty() : value));
            }
        }
        if (spoil) {
            String name = making.choose(List.of(
                    "X-Request-Id",
                    "traceparent",
                    "Accept-Language",
                    "Accept-Encoding",
                    "Accept-Charset",
                    "Origin",
                    "Sec-Fetch-Site",
                    "If-Modified-Since",
                    "X-Forwarded-For",
                    "X-Forwarded-Host",
                    "Forwarded",
                    "Content-Encoding",
                    "X-HTTP-Method-Override",
                    "Cookie",
                    "User-Agent"));
            headers.put(name, oneLine(making.nasty()));
        }
        if (twists.contains(Twist.ACCEPT)) {
            headers.put("Accept", making.choose(ACCEPTED));
        }
    }

    private byte[] body(Operation operation, Values making, Set<Twist> twists, Map<String, String> headers) {
        if (operation.bodies().isEmpty()) {
            return new byte[0];
        }
        String type = making.choose(List.copyOf(operation.bodies().keySet()));
        JsonNode schema = operation.bodies().get(type);
        byte[] body;
        if (type.startsWith(FORM)) {
            String boundary = making.word(12);
            type = FORM + "; boundary=" + boundary;
            body = form(making.fitting("", schema), boundary, making, twists.contains(Twist.BODY));
        } else if (type.endsWith("json")) {
            JsonNode value = making.fitting("", schema);
            body = write(twists.contains(Twist.BODY) ? making.spoiled(value) : value);
        } else {
            body = calendar(making, twists.contains(Twist.BODY));
        }
        headers.put("Content-Type", twists.contains(Twist.TYPE) ? making.choose(TYPES) : type);
        return twists.contains(Twist.RAW_BODY) ? spoiled(body) : body;
    }

    private static byte[] write(JsonNode value) {
        try {
            return latin(JSON.writeValueAsString(value));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] form(JsonNode fields, String boundary, Values making, boolean spoil) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        fields.properties().forEach(field -> {
            if (field.getKey().equals("images")) {
                for (int i = 0; i < Math.max(1, field.getValue().size()); i++) {
                    String name = spoil ? oneLine(making.nasty()).replace("\"", "%22") : "a.png";
                    part(form, boundary, "images\"; filename=\"" + name, "image/png", image(spoil));
                }
            } else {
                String value = spoil && random.nextInt(3) == 0
                        ? making.nasty()
                        : field.getValue().asText();
                part(form, boundary, field.getKey(), null, value.getBytes(StandardCharsets.UTF_8));
            }
        });
        if (spoil && random.nextBoolean()) {
            part(form, boundary, oneLine(making.nasty()).replace("\"", "%22"), null, latin("1"));
        }
        form.writeBytes(latin("--" + boundary + "--\r\n"));
        return form.toByteArray();
    }

    private static void part(ByteArrayOutputStream form, String boundary, String name, String type, byte[] content) {
        form.writeBytes(latin("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n"
                + (type == null ? "" : "Content-Type: " + type + "\r\n") + "\r\n"));
        form.writeBytes(content);
        form.writeBytes(latin("\r\n"));
    }

    private byte[] image(boolean spoil) {
        byte[] image = Images.png();
        return spoil ? spoiled(image) : image;
    }

    private byte[] calendar(Values making, boolean spoil) {
        String day = "2026-12-%02d".formatted(1 + random.nextInt(28)).replace("-", "");
        String start = spoil ? oneLine(making.nasty()) : day;
        String rule = spoil && random.nextBoolean() ? "RRULE:" + oneLine(making.nasty()) + "\r\n" : "";
        return latin("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:fuzz\r\nBEGIN:VEVENT\r\nUID:1\r\n"
                + "DTSTAMP:20261101T000000Z\r\nDTSTART;VALUE=DATE:" + start + "\r\n" + rule
                + "END:VEVENT\r\nEND:VCALENDAR\r\n");
    }

    /** The same bytes no longer well-formed, or quite other ones. */
    private byte[] spoiled(byte[] body) {
        return switch (random.nextInt(12)) {
            case 0 -> new byte[0];
            case 1 -> java.util.Arrays.copyOf(body, body.length / 2);
            case 2 -> latin("[".repeat(DEEP) + "]".repeat(DEEP));
            case 3 -> latin("{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP));
            case 4 -> latin("{\"title\": " + "9".repeat(5_000) + "}");
            case 5 -> latin("{\"title\": \"\\ud800\", \"title\": \"\\u0000\"}");
            case 6 -> latin("\u00ff\u00fe{\u0000}\u0000");
            case 7 -> latin("{\"title\": \"\u00c3\u0028\u00ed\u00a0\u0080\"}");
            case 8 -> latin("\u00ef\u00bb\u00bf");
            case 9 -> random.nextInt(20) == 0 ? new byte[TOO_LONG] : latin("null");
            default -> {
                byte[] changed = body.clone();
                for (int i = 0; changed.length > 0 && i < 3; i++) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                yield changed;
            }
        };
    }

    private byte[] chunks(byte[] body) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        int from = 0;
        while (from < body.length) {
            int size = Math.min(body.length - from, 1 + random.nextInt(4_000));
            chunks.writeBytes(latin(Integer.toHexString(size) + "\r\n"));
            chunks.write(body, from, size);
            chunks.writeBytes(latin("\r\n"));
            from += size;
        }
        chunks.writeBytes(latin("0\r\n\r\n"));
        return chunks.toByteArray();
    }

    /** What would end a header is sent as something else: that requests cannot be split is another test's business. */
    private static String oneLine(String value) {
        String line = value.replaceAll("[\r\n\u0000]", " ");
        return new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                .substring(0, Math.min(line.length(), 6_000));
    }

    private static String encode(String value) {
        StringBuilder encoded = new StringBuilder();
        value.substring(0, Math.min(value.length(), 10_001)).codePoints().forEach(point -> {
            if (point < 128 && Character.isLetterOrDigit(point) || "-._~".indexOf(point) >= 0) {
                encoded.append((char) point);
            } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                encoded.append(
                        "%%%02X%%%02X%%%02X".formatted(0xE0 | point >> 12, 0x80 | point >> 6 & 63, 0x80 | point & 63));
            } else {
                for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append("%%%02X".formatted(b & 255));
                }
            }
        });
        return encoded.toString();
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
