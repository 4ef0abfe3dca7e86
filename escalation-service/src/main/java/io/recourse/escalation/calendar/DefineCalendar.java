package io.recourse.escalation.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.problem.UnprocessableException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A calendar to be added, or what is to be in the place of one.
 *
 * @param name     1 to 50 characters, without slashes and control characters; in a replacement that of the path, or absent
 * @param timeZone a name of the IANA database
 * @param week     the shifts of each day; a day that is absent is free
 * @param holidays dates that are free; absent: none
 */
@Schema(name = "DefineCalendar")
record DefineCalendar(
        @Schema(description = "1 to 50 characters", examples = "office")
        String name,

        @Schema(description = "A name of the IANA time zone database", examples = "Europe/Berlin", required = true)
        String timeZone,

        @Schema(
                description = "Of each day its shifts in their order, begin and end as HH:mm, 24:00 being the end of"
                        + " the day; a day that is absent is free",
                examples = "{\"monday\": [[\"09:00\", \"12:30\"], [\"13:30\", \"18:00\"]]}")
        Map<String, List<List<String>>> week,

        @Schema(description = "Dates that are free, at most 1000", examples = "[\"2026-12-25\"]")
        List<String> holidays) {

    private static final int NAME_MAX_CHARACTERS = 50;
    /** The most holidays that a calendar may have. */
    static final int HOLIDAYS_MAX = 1_000;

    private static final int SHIFTS_MAX = 24;

    /** The name. Throws {@link InvalidInputException} (400) for what is none. */
    String validName() {
        if (name == null
                || name.isEmpty()
                || name.codePointCount(0, name.length()) > NAME_MAX_CHARACTERS
                || !name.matches("[^/\\\\\\p{Cntrl}]+")
                || name.matches("\\.{1,2}")) {
            throw new InvalidInputException(
                    "name", "must be 1 to 50 characters, without slashes and control characters");
        }
        return name;
    }

    /**
     * The hours that are asked for.
     *
     * @throws InvalidInputException  (400) for what is no time, date or day
     * @throws UnprocessableException (422) for a time zone that there is not, and shifts out of order
     */
    WorkingHours hours() {
        if (timeZone == null) {
            throw new InvalidInputException("time_zone", "is missing");
        }
        if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
            throw new UnprocessableException("time_zone", "must be a name of the IANA time zone database");
        }
        return new WorkingHours(ZoneId.of(timeZone), days(), dates());
    }

    private Map<DayOfWeek, List<Shift>> days() {
        Map<DayOfWeek, List<Shift>> days = new EnumMap<>(DayOfWeek.class);
        if (week != null) {
            week.forEach((day, shifts) -> days.put(dayOf(day), shifts("week." + day, shifts)));
        }
        return days;
    }

    private static DayOfWeek dayOf(String name) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (WorkCalendar.nameOf(day).equals(name)) {
                return day;
            }
        }
        throw new InvalidInputException("week", "has days from monday to sunday, in lower case");
    }

    private static List<Shift> shifts(String field, List<List<String>> texts) {
        if (texts == null || texts.size() > SHIFTS_MAX) {
            throw new InvalidInputException(field, "must be a list of at most %d shifts".formatted(SHIFTS_MAX));
        }
        List<Shift> shifts = new ArrayList<>(texts.size());
        int lastEnd = 0;
        for (List<String> text : texts) {
            if (text == null || text.size() != 2) {
                throw new InvalidInputException(field, "must have shifts of a begin and an end, such as 09:00, 18:00");
            }
            int from = minute(field, text.getFirst());
            int to = minute(field, text.getLast());
            if (from >= to || from < lastEnd) {
                throw new UnprocessableException(
                        field, "must have shifts that end after they begin, in order, and do not overlap");
            }
            shifts.add(new Shift(from, to));
            lastEnd = to;
        }
        return shifts;
    }

    private static int minute(String field, String text) {
        if (text == null || !text.matches("([01][0-9]|2[0-3]):[0-5][0-9]|24:00")) {
            throw new InvalidInputException(field, "must have times as HH:mm, from 00:00 to 24:00");
        }
        return minute(text);
    }

    /** The minute of the day of a time that is known to be one. */
    static int minute(String time) {
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }

    private Set<LocalDate> dates() {
        Set<LocalDate> dates = new TreeSet<>();
        if (holidays == null) {
            return dates;
        }
        if (holidays.size() > HOLIDAYS_MAX) {
            throw new InvalidInputException("holidays", "must be at most %d".formatted(HOLIDAYS_MAX));
        }
        for (int i = 0; i < holidays.size(); i++) {
            dates.add(date("holidays." + i, holidays.get(i)));
        }
        return dates;
    }

    private static LocalDate date(String field, String text) {
        try {
            if (text != null && text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeParseException noDate) {
            // Answered below: the form is right, and there is no such day.
        }
        throw new InvalidInputException(field, "must be a date such as 2026-12-25");
    }
}
