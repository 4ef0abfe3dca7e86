package io.recourse.complaint.history;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whether a complaint's history is what was written.
 *
 * @param valid   whether every entry fits those before it and none is missing at the end
 * @param entries how many there are
 */
@Schema(name = "HistoryVerification")
public record HistoryVerification(boolean valid, long entries) {}
