package io.recourse.classifier.duplicate;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An earlier complaint that may be about the same matter.
 *
 * @param complaintId its number
 * @param similarity  how much of its words it shares, 0..1
 */
@Schema(description = "An earlier complaint that may be about the same matter")
public record DuplicateCandidate(long complaintId, double similarity) {}
