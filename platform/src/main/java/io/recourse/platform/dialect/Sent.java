package io.recourse.platform.dialect;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recourse.platform.problem.InvalidInputException;

/**
 * What a client of an older desk sent, from which a request of the core is made. Fields may have several names, of which
 * the first one that has a value counts; what nobody asks for is passed over, as the older desks did. Whether values are
 * acceptable is for the core to judge, which reads the request that comes of it.
 */
public final class Sent {

    private final JsonNode body;
    private final ObjectNode request = JsonNodeFactory.instance.objectNode();

    private Sent(JsonNode body) {
        this.body = body;
    }

    /**
     * Takes a body.
     *
     * @throws InvalidInputException (400) for what is no JSON object
     */
    public static Sent of(JsonNode body) {
        if (body == null || !body.isObject()) {
            throw new InvalidInputException("body", "must be a JSON object");
        }
        return new Sent(body);
    }

    /** Gives the request a field under the same name, if it was sent. */
    public Sent with(String field) {
        return with(field, field);
    }

    /** Gives the request a field that may have been sent under other names. */
    public Sent with(String field, String... names) {
        first(names).ifPresent(value -> request.set(field, value));
        return this;
    }

    /** Gives the request a field; null gives nothing. */
    public Sent withText(String field, Object value) {
        if (value != null) {
            request.put(field, value.toString());
        }
        return this;
    }

    /** Gives the request a field; null gives nothing. */
    public Sent withNumber(String field, Long value) {
        if (value != null) {
            request.put(field, value);
        }
        return this;
    }

    /** The request of the core. */
    public ObjectNode request() {
        return request;
    }

    /** Whether a field was sent, be it null. */
    public boolean has(String name) {
        return body.has(name);
    }

    /**
     * A text, null where it is absent.
     *
     * @throws InvalidInputException (400) for an object or a list
     */
    public String text(String... names) {
        return first(names)
                .map(value -> {
                    if (!value.isValueNode()) {
                        throw new InvalidInputException(names[0], "must be a text");
                    }
                    return value.asText();
                })
                .orElse(null);
    }

    /**
     * A text that must be there.
     *
     * @throws InvalidInputException (400) where it is not
     */
    public String requiredText(String... names) {
        String text = text(names);
        if (text == null || text.isBlank()) {
            throw new InvalidInputException(names[0], "is required");
        }
        return text;
    }

    /**
     * A whole number, written as one or in quotes; null where it is absent.
     *
     * @throws InvalidInputException (400) for anything else
     */
    public Long number(String... names) {
        String text = text(names);
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!text.strip().matches("[0-9]{1,18}")) {
            throw new InvalidInputException(names[0], "must be a whole number");
        }
        return Long.valueOf(text.strip());
    }

    /**
     * A whole number that must be there.
     *
     * @throws InvalidInputException (400) where it is not
     */
    public long requiredNumber(String... names) {
        Long number = number(names);
        if (number == null) {
            throw new InvalidInputException(names[0], "is required");
        }
        return number;
    }

    private Optional<JsonNode> first(String... names) {
        for (String name : names) {
            if (body.hasNonNull(name)) {
                return Optional.of(body.get(name));
            }
        }
        return Optional.empty();
    }
}
