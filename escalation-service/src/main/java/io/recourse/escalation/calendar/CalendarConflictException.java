package io.recourse.escalation.calendar;

/** What is asked for a calendar does not go with others' use of it, or of its name. */
public class CalendarConflictException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private CalendarConflictException(String message) {
        super(message);
    }

    static CalendarConflictException exists() {
        return new CalendarConflictException("there is a calendar of that name already");
    }

    static CalendarConflictException inUse() {
        return new CalendarConflictException("a policy names this calendar: it cannot be deleted");
    }
}
