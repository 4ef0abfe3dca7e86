package io.recourse.complaint.board;

import java.time.Instant;

import io.recourse.complaint.Category;
import io.recourse.complaint.ComplaintStatus;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What everybody may see of a public complaint. */
@Schema(name = "PublicComplaint")
public record PublicComplaint(long id, String title, ComplaintStatus status, Category category, Instant createdAt) {}
