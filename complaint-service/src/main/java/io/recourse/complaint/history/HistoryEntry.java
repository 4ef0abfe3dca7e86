package io.recourse.complaint.history;

import java.time.Instant;
import java.util.Map;

import io.recourse.complaint.ComplaintView.PersonView;
import io.recourse.platform.token.Role;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A change of a complaint, or a request for one that was refused.
 *
 * @param version the complaint's version after it
 * @param type    the type of its event, for instance {@code complaint.status_changed}
 * @param by      the person who made it, null when a service did
 * @param role    the role that the person had then
 * @param service the service that made it, null when a person did
 * @param changes fields with what they were ({@code from}) and became ({@code to})
 */
@Schema(name = "HistoryEntry")
record HistoryEntry(
        long id,
        int version,
        Instant happenedAt,
        String type,
        @Schema(nullable = true) PersonView by,
        @Schema(nullable = true) Role role,
        @Schema(nullable = true) String service,
        Map<String, Object> changes) {}
