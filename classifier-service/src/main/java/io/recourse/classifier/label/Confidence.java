package io.recourse.classifier.label;

/**
 * How sure a source is of its labels.
 *
 * @param category 0 to 1
 * @param priority 0 to 1
 */
public record Confidence(double category, double priority) {}
