package io.recourse.complaint.report;

import java.time.LocalDate;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What happened on a day, in UTC. */
@Schema(name = "ActivityOfDay")
public record ActivityOfDay(LocalDate day, long opened, long resolved, long escalated) {}
