package io.recourse.complaint;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An earlier complaint that may be about the same matter, as the classifier found.
 *
 * @param complaintId its number; whether the caller sees it is another question
 * @param similarity  how much of its words it shares, 0..1
 */
@Schema(description = "An earlier complaint that may be about the same matter")
public record DuplicateCandidate(long complaintId, double similarity) {}
