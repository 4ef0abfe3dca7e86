package io.recourse.classifier.training;

import io.recourse.classifier.fallback.Language;
import io.recourse.classifier.label.Category;
import io.recourse.classifier.label.ComplaintText;
import io.recourse.classifier.label.Priority;

/**
 * A text with the labels that it should get.
 *
 * @param category null in a text that teaches its language alone
 * @param priority null in a text that teaches its language alone
 * @param language the language that it is written in
 * @param pattern stands for the pattern that the text was made from: two texts of one pattern are never apart, one to
 *                learn from and one to be examined with
 * @param weight  how much it counts; the many texts of one pattern count little more than the only one of another
 */
record Example(
        ComplaintText text, Category category, Priority priority, Language language, int pattern, double weight) {}
