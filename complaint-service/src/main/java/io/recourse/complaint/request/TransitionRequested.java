package io.recourse.complaint.request;

import java.time.Instant;
import java.util.List;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.recourse.complaint.ComplaintStatus;

/** Escalation's request for a transition: see {@code docs/events/transition.requested.schema.json}. */
@RegisterForReflection
record TransitionRequested(
        long complaintId,
        ComplaintStatus to,
        List<ComplaintStatus> from,
        String reason,
        Integer level,
        Instant dueAt,
        Integer activityVersion,
        Integer version) {}
