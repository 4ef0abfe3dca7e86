package io.recourse.escalation.calendar;

/** The hours of a calendar were replaced, and the change is committed. */
public record CalendarChanged(String name) {}
