package io.recourse.platform.event;

import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonMappingException;

/** A message that is no CloudEvent of ours; trying again cannot help. */
public class MalformedEventException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param message what is wrong, without personal data */
    public MalformedEventException(String message) {
        super(message);
    }

    /**
     * Says what a parser found, without the cause itself: its message quotes what it read, and that may be what a
     * customer wrote.
     */
    static MalformedEventException of(String what, Exception cause) {
        String where = cause instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
                        .collect(Collectors.joining("."))
                : "";
        return new MalformedEventException(
                what + ": " + cause.getClass().getSimpleName() + (where.isEmpty() ? "" : " at " + where));
    }
}
