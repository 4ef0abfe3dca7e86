package io.recourse.complaint.presence;

import java.util.List;
import java.util.UUID;

/**
 * Who has a complaint in front of them now.
 *
 * @param id         of the complaint
 * @param createdBy  who filed it
 * @param assignedTo who works on it, null for nobody
 * @param viewers    by username
 */
public record Viewers(long id, UUID createdBy, UUID assignedTo, List<Viewer> viewers) {}
