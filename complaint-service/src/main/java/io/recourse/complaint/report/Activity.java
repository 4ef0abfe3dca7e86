package io.recourse.complaint.report;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many complaints were opened, resolved and escalated in some time; one that was twice counts twice. */
@Schema(name = "Activity")
public record Activity(long opened, long resolved, long escalated) {}
