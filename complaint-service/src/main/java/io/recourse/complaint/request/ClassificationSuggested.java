package io.recourse.complaint.request;

import io.recourse.complaint.Category;
import io.recourse.complaint.ClassifiedBy;
import io.recourse.complaint.Priority;

/** The classifier's suggestion: see {@code docs/events/classification.suggested.schema.json}. */
record ClassificationSuggested(long complaintId, Category category, Priority priority, ClassifiedBy source) {}
