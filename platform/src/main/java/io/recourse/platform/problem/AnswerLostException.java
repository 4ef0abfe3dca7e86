package io.recourse.platform.problem;

/** A request was carried out, and the process that did it ended before it could answer. */
public class AnswerLostException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Nothing is known of the answer but that there was one. */
    public AnswerLostException() {
        super("this request was carried out before, but its answer was lost: look for what it created");
    }
}
