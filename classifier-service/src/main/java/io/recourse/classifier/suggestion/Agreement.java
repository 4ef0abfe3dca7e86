package io.recourse.classifier.suggestion;

/**
 * How often people kept a label that was suggested.
 *
 * @param chosen complaints whose label was suggested and then decided on by people
 * @param agreed those of them whose label is the suggested one
 */
public record Agreement(long chosen, long agreed) {

    /** None yet. */
    public static final Agreement NONE = new Agreement(0, 0);
}
