package io.recourse.classifier.suggestion;

import java.time.Instant;

import io.recourse.classifier.label.Category;
import io.recourse.classifier.label.Priority;

/**
 * The labels that a person set, or let stand when ending the complaint.
 *
 * @param complaintId the complaint
 * @param version     the complaint's version: a choice of a higher one replaces one of a lower
 * @param category    the category as it is then
 * @param priority    the priority as it is then
 * @param chosenAt    when
 */
public record Choice(long complaintId, long version, Category category, Priority priority, Instant chosenAt) {}
