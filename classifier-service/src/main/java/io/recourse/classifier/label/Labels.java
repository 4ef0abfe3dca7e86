package io.recourse.classifier.label;

/**
 * What a model says of a text.
 *
 * @param category   the likeliest category
 * @param priority   the likeliest priority
 * @param confidence how likely each of the two is
 */
public record Labels(Category category, Priority priority, Confidence confidence) {}
