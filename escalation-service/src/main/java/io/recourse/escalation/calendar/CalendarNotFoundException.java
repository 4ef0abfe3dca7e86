package io.recourse.escalation.calendar;

/** There is no calendar of that name. */
public class CalendarNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CalendarNotFoundException() {
        super("there is no such calendar");
    }
}
