package io.recourse.platform.event;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.recourse.platform.json.NativeJson;
import io.recourse.platform.problem.DependencyFailures;
import io.recourse.platform.trace.Traces;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/** Reads CloudEvents (binary mode) from Kafka messages and hands them to consumers that must not lose one. */
@ApplicationScoped
public class IncomingEvents {

    private static final Logger LOG = Logger.getLogger(IncomingEvents.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final ObjectMapper mapper;
    private final ObjectReader lenient;
    private final Traces traces;

    @Inject
    IncomingEvents(ObjectMapper mapper, Traces traces) {
        this.mapper = mapper;
        this.traces = traces;
        this.lenient = mapper.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /**
     * Handles a message. While a dependency is away it is tried again, for as long as it takes, and the messages
     * behind it wait; any other failure is the message's own and fails the Uni, for the channel's dead-letter topic.
     *
     * @param message a message with a body; a tombstone is passed over
     * @param handler has its effect in one transaction and tolerates a second delivery
     */
    public Uni<Void> handle(ConsumerRecord<String, String> message, Function<IncomingEvent, Uni<Void>> handler) {
        if (message.value() == null) {
            return Uni.createFrom().voidItem();
        }
        traces.resume(header(message, Traces.HEADER));
        return Uni.createFrom()
                .deferred(() -> handler.apply(parse(message)))
                .onFailure(DependencyFailures::isTransient)
                .invoke(failure -> LOG.warnf(
                        "Message %s/%d/%d waits for a dependency: %s",
                        message.topic(), message.partition(), message.offset(), failure))
                .onFailure(DependencyFailures::isTransient)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .onFailure()
                .invoke(failure -> LOG.errorf(
                        failure,
                        "Message %s/%d/%d cannot be handled and is put aside",
                        message.topic(),
                        message.partition(),
                        message.offset()));
    }

    /**
     * Reads a message.
     *
     * @throws MalformedEventException for what is no CloudEvent with a JSON body
     */
    public IncomingEvent parse(ConsumerRecord<String, String> message) {
        try {
            JsonNode data = mapper.readTree(message.value());
            if (data == null || !data.isObject()) {
                throw new MalformedEventException("the body is no JSON object");
            }
            return new IncomingEvent(
                    required(message, "ce_id"),
                    required(message, "ce_source"),
                    required(message, "ce_type"),
                    header(message, "ce_subject"),
                    Instant.parse(required(message, "ce_time")),
                    data,
                    header(message, Traces.HEADER));
        } catch (JsonProcessingException | DateTimeParseException malformed) {
            throw MalformedEventException.of("the message is malformed", malformed);
        }
    }

    /**
     * Reads the body of an event into the consumer's own record, which need not know all its fields.
     *
     * @throws MalformedEventException for a body that does not fit
     */
    public <T> T read(IncomingEvent event, Class<T> type) {
        assert NativeJson.knows(type) : NativeJson.unknown(type);
        try {
            return lenient.forType(type).readValue(event.data());
        } catch (java.io.IOException malformed) {
            throw MalformedEventException.of("the body of " + event.type() + " does not fit", malformed);
        }
    }

    /** The type of the event in a message, null when it has none; costs no parsing of the body. */
    public static String type(ConsumerRecord<?, ?> message) {
        return header(message, "ce_type");
    }

    private static String required(ConsumerRecord<?, ?> message, String name) {
        String value = header(message, name);
        if (value == null) {
            throw new MalformedEventException("the header " + name + " is missing");
        }
        return value;
    }

    private static String header(ConsumerRecord<?, ?> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
