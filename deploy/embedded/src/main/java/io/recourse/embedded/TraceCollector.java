package io.recourse.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Takes the spans that services send by OTLP (protobuf over HTTP), and keeps them for tests to look at. */
public final class TraceCollector implements AutoCloseable {

    /** The numbers of fields in OpenTelemetry's protocol, of which each message has its own. */
    private static final int FIRST = 1;

    private static final int SECOND = 2;
    private static final int SPAN_PARENT = 4;
    private static final int SPAN_NAME = 5;
    private static final int SPAN_ATTRIBUTE = 9;

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    /**
     * What a service did.
     *
     * @param traceId  32 hexadecimal digits
     * @param id       16 of them
     * @param parentId 16 of them, empty for the first of its trace
     * @param attributes those that are texts
     */
    public record Span(
            String service, String name, String traceId, String id, String parentId, Map<String, String> attributes) {}

    private TraceCollector(HttpServer server) {
        this.server = server;
    }

    /** Listens at a free port of this machine. */
    public static TraceCollector start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
            TraceCollector collector = new TraceCollector(server);
            server.createContext("/v1/traces", collector::take);
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings by which a service sends its spans here, soon. */
    public Map<String, String> configuration() {
        return Map.of(
                "quarkus.otel.sdk.disabled", "false",
                "quarkus.otel.exporter.otlp.endpoint",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                "quarkus.otel.exporter.otlp.protocol", "http/protobuf",
                "quarkus.otel.bsp.schedule.delay", "200ms");
    }

    /** What has come of a trace, in the order in which it came. */
    public List<Span> spans(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            read(ByteBuffer.wrap(exchange.getRequestBody().readAllBytes()));
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void read(ByteBuffer request) {
        fields(request, (ofResource, resourceSpans) -> {
            String[] service = {""};
            fields(resourceSpans, (field, content) -> {
                if (field == FIRST) {
                    Map<String, String> attributes = new HashMap<>();
                    fields(content, (attribute, keyAndValue) -> note(keyAndValue, attributes));
                    service[0] = attributes.getOrDefault("service.name", "");
                } else if (field == SECOND) {
                    fields(content, (spanOrScope, span) -> {
                        if (spanOrScope == SECOND) {
                            spans.add(span(service[0], span));
                        }
                    });
                }
            });
        });
    }

    private static void note(ByteBuffer keyAndValue, Map<String, String> attributes) {
        String[] key = {""};
        fields(keyAndValue, (field, content) -> {
            if (field == FIRST) {
                key[0] = text(content);
            } else {
                fields(content, (kind, value) -> {
                    if (kind == FIRST) {
                        attributes.put(key[0], text(value));
                    }
                });
            }
        });
    }

    private static Span span(String service, ByteBuffer span) {
        String[] found = {"", "", "", ""};
        Map<String, String> attributes = new HashMap<>();
        fields(span, (field, content) -> {
            switch (field) {
                case FIRST -> found[0] = hex(content);
                case SECOND -> found[1] = hex(content);
                case SPAN_PARENT -> found[2] = hex(content);
                case SPAN_NAME -> found[3] = text(content);
                case SPAN_ATTRIBUTE -> note(content, attributes);
                default -> {}
            }
        });
        return new Span(service, found[3], found[0], found[1], found[2], attributes);
    }

    /** Goes through the fields of a message that are messages, texts or bytes. */
    private static void fields(ByteBuffer message, BiConsumer<Integer, ByteBuffer> reader) {
        ByteBuffer rest = message.duplicate();
        while (rest.hasRemaining()) {
            long tag = varint(rest);
            switch ((int) (tag & 7)) {
                case VARINT -> varint(rest);
                case FIXED_64 -> rest.position(rest.position() + Long.BYTES);
                case FIXED_32 -> rest.position(rest.position() + Integer.BYTES);
                case BYTES -> {
                    int length = (int) varint(rest);
                    reader.accept((int) (tag >> 3), rest.slice(rest.position(), length));
                    rest.position(rest.position() + length);
                }
                default -> throw new IllegalArgumentException("no protobuf");
            }
        }
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }
}
