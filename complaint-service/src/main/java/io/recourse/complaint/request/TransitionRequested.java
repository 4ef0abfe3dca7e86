package io.recourse.complaint.request;

import java.time.Instant;
import java.util.List;

import io.recourse.complaint.ComplaintStatus;

/** Escalation's request for a transition: see {@code docs/events/transition.requested.schema.json}. */
record TransitionRequested(
        long complaintId,
        ComplaintStatus to,
        List<ComplaintStatus> from,
        String reason,
        Integer level,
        Instant dueAt,
        Integer activityVersion,
        Integer version) {}
