package io.recourse.escalation.policy;

import io.recourse.escalation.event.Priority;

/** A policy was replaced, and the change is committed. */
public record PolicyChanged(Priority priority) {}
