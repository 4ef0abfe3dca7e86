package io.recourse.complaint.event;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A field's value before and after, as JSON shows it. */
@RegisterForReflection
public record Change(Object from, Object to) {}
