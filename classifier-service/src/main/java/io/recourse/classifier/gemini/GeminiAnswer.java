package io.recourse.classifier.gemini;

import io.recourse.classifier.label.Category;
import io.recourse.classifier.label.Priority;

/**
 * What Gemini said.
 *
 * @param category one of the four
 * @param priority one of the four
 * @param summary  one line for staff; null when none was wanted, or none came
 * @param language a code (BCP 47); null when none was wanted, or none came
 * @param tokens   what the call took in all
 */
public record GeminiAnswer(Category category, Priority priority, String summary, String language, long tokens) {}
