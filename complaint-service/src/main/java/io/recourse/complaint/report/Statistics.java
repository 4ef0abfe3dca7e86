package io.recourse.complaint.report;

import java.time.Instant;
import java.util.Map;

import io.recourse.complaint.Category;
import io.recourse.complaint.ComplaintStatus;
import io.recourse.complaint.Priority;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Counts of the complaints that a caller sees; every value of an enum is there, zeros included.
 *
 * @param averagePerDay complaints a day since the first of them was filed, today included
 * @param asOf          the counts are those of this instant
 */
@Schema(name = "Statistics")
public record Statistics(
        long total,
        Map<ComplaintStatus, Long> byStatus,
        Map<Category, Long> byCategory,
        Map<Priority, Long> byPriority,
        double averagePerDay,
        Instant asOf) {}
