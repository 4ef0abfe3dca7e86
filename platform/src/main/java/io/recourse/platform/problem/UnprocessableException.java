package io.recourse.platform.problem;

/** Input that is well formed and yet cannot be acted on: answered with a 422 that names the field. */
public class UnprocessableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String field;

    /**
     * @param field   the field, parameter or header as the caller writes it
     * @param message why it cannot be acted on
     */
    public UnprocessableException(String field, String message) {
        super(message);
        this.field = field;
    }

    String field() {
        return field;
    }
}
