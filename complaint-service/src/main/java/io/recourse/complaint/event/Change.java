package io.recourse.complaint.event;

/** A field's value before and after, as JSON shows it. */
public record Change(Object from, Object to) {}
