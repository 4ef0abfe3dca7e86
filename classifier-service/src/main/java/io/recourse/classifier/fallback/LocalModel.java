package io.recourse.classifier.fallback;

import java.util.Optional;

import io.recourse.classifier.label.ComplaintText;
import io.recourse.classifier.label.Labels;

/** A model that runs in this service: always there, the same labels for the same text, in about a millisecond. */
public interface LocalModel {

    /** Its name and version, for instance {@code local-1}. */
    String name();

    /** Labels a text; never fails, and may be called on an event loop. */
    Labels classify(ComplaintText text);

    /**
     * Tells the language of a text; never fails, and may be called on an event loop.
     *
     * @return its code (BCP 47), one of those in {@link Language}; empty when unsure
     */
    Optional<String> language(ComplaintText text);

    /**
     * Chooses the sentence of a description that speaks most for the labels of the text; never fails, and may be called
     * on an event loop.
     *
     * @return as it stands in the description, of an endless sentence the beginning
     */
    String keySentence(ComplaintText text);
}
