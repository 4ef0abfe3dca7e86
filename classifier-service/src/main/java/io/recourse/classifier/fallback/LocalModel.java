package io.recourse.classifier.fallback;

import io.recourse.classifier.label.ComplaintText;
import io.recourse.classifier.label.Labels;

/** A model that runs in this service: always there, the same labels for the same text, in about a millisecond. */
public interface LocalModel {

    /** Its name and version, for instance {@code local-1}. */
    String name();

    /** Labels a text; never fails, and may be called on an event loop. */
    Labels classify(ComplaintText text);
}
