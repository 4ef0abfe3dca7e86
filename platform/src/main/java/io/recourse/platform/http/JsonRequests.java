package io.recourse.platform.http;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recourse.platform.json.NativeJson;
import io.recourse.platform.problem.InvalidInputException;

/** Reads requests that are looked at as JSON too, because null and absent differ in them. */
@ApplicationScoped
public class JsonRequests {

    private final ObjectMapper mapper;
    private final Validator validator;

    @Inject
    JsonRequests(ObjectMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    /**
     * Reads and validates a request.
     *
     * @param sent the body as sent, null when there was none
     * @throws InvalidInputException        (400) for what is no JSON object
     * @throws JsonProcessingException      (400) for what does not fit the type
     * @throws ConstraintViolationException (400) for values out of their ranges
     */
    public <T> T read(JsonNode sent, Class<T> type) throws JsonProcessingException {
        if (sent == null || !sent.isObject()) {
            throw new InvalidInputException("body", "must be a JSON object");
        }
        assert NativeJson.knows(type) : NativeJson.unknown(type);
        T request = mapper.treeToValue(sent, type);
        Set<ConstraintViolation<T>> violations = validator.validate(request);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return request;
    }

    /**
     * Refuses nulls where there must be a value.
     *
     * @param sent   a JSON object
     * @param fields of it that may be absent, but not null
     * @throws InvalidInputException (400) that names the first field that is null
     */
    public static void requireNoNull(JsonNode sent, String... fields) {
        for (String field : fields) {
            if (sent.path(field).isNull()) {
                throw new InvalidInputException(field, "must not be null");
            }
        }
    }
}
