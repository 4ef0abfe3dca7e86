package io.recourse.escalation.calendar;

/** A calendar with the version that its ETag is made of. */
record Versioned(WorkCalendar calendar, long version) {}
