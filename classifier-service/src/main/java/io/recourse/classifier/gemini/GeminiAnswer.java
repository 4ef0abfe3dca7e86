package io.recourse.classifier.gemini;

import io.recourse.classifier.label.Category;
import io.recourse.classifier.label.Priority;

/**
 * The labels that Gemini chose.
 *
 * @param category one of the four
 * @param priority one of the four
 * @param tokens   what the call took in all
 */
public record GeminiAnswer(Category category, Priority priority, long tokens) {}
