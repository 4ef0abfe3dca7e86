package io.recourse.platform.problem;

/** Input that is malformed: answered with a 400 that names the field. */
public class InvalidInputException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String field;

    /**
     * @param field   the field, parameter or header as the caller writes it
     * @param message what is wrong with it, without its value
     */
    public InvalidInputException(String field, String message) {
        super(message);
        this.field = field;
    }

    String field() {
        return field;
    }
}
