package io.recourse.complaint.comment;

import java.time.Instant;

import io.recourse.complaint.ComplaintView.PersonView;
import io.recourse.platform.token.Role;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A comment as clients see it.
 *
 * @param author     who wrote it
 * @param authorRole the role that they had then
 * @param internal   whether only staff see it
 */
@Schema(name = "Comment")
public record CommentView(
        long id,
        long complaintId,
        PersonView author,
        Role authorRole,
        String body,
        boolean internal,
        Instant createdAt) {}
