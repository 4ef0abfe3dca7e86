package io.recourse.complaint.interaction;

import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Figures of interactions.
 *
 * @param byType                 every type is there, zeros included
 * @param averageDurationSeconds 0 when there are none
 */
@Schema(name = "InteractionStatistics")
public record InteractionStatistics(
        long total, Map<InteractionType, Long> byType, long totalDurationSeconds, double averageDurationSeconds) {}
