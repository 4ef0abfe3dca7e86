package io.recourse.escalation.calendar;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.problem.UnprocessableException;

/**
 * Reads holidays from an iCalendar file (RFC 5545): the days of its all-day events. Events at a time of a day, and what
 * else such files have (alarms, to-dos, time zones), do not matter.
 */
final class HolidayFile {

    /** The most events that a file may have: as many as a calendar has holidays. */
    static final int EVENTS_MAX = DefineCalendar.HOLIDAYS_MAX;

    private static final String EVENT = "VEVENT";
    private static final int DEPTH_MAX = 10;

    private HolidayFile() {}

    /**
     * The holidays of a file.
     *
     * @param file in UTF-8
     * @param from the first day that is of interest
     * @param to   the last one: yearly events come again until then
     * @throws InvalidInputException  (400) for what is no iCalendar file
     * @throws UnprocessableException (422) for dates and rules that cannot be followed, and a file without all-day
     *                                events
     */
    static Set<LocalDate> dates(byte[] file, LocalDate from, LocalDate to) {
        List<AllDay> events = events(ContentLine.of(text(file)));
        if (events.stream().allMatch(event -> event.start() == null)) {
            throw new UnprocessableException(ContentLine.FIELD, "has no all-day events");
        }
        Set<LocalDate> dates = new TreeSet<>();
        events.stream().map(event -> corrected(event, events)).forEach(event -> event.addTo(dates, from, to));
        return dates;
    }

    /** Of a day that an event of the same UID tells differently, only that event tells. */
    private static AllDay corrected(AllDay event, List<AllDay> events) {
        if (event.rule() == null || event.uid() == null) {
            return event;
        }
        AllDay corrected = event;
        for (AllDay other : events) {
            if (other.recurrenceOf() != null && event.uid().equals(other.uid())) {
                corrected = corrected.without(other.recurrenceOf());
            }
        }
        return corrected;
    }

    private static String text(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException otherwise) {
            throw new InvalidInputException(ContentLine.FIELD, "must be in UTF-8");
        }
    }

    private static List<AllDay> events(List<ContentLine> lines) {
        if (lines.isEmpty() || !lines.getFirst().is("BEGIN", "VCALENDAR")) {
            throw noCalendar("it must begin with BEGIN:VCALENDAR");
        }
        List<AllDay> events = new ArrayList<>();
        List<ContentLine> event = new ArrayList<>();
        Deque<String> inside = new ArrayDeque<>();
        for (ContentLine line : lines) {
            if (line.name().equals("BEGIN")) {
                begin(inside, line);
            } else if (line.name().equals("END")) {
                if (inside.isEmpty() || !line.is("END", inside.pop())) {
                    throw noCalendar("line %d ends what did not begin".formatted(line.number()));
                }
                if (line.is("END", EVENT)) {
                    events.add(AllDay.of(event));
                    event.clear();
                }
            } else if (inside.isEmpty()) {
                throw noCalendar("line %d is outside of it".formatted(line.number()));
            } else if (inside.peek().equals(EVENT)) {
                event.add(line);
            }
            if (events.size() > EVENTS_MAX) {
                throw new UnprocessableException(
                        ContentLine.FIELD, "must not have more than %d events".formatted(EVENTS_MAX));
            }
        }
        if (!inside.isEmpty()) {
            throw noCalendar("it must end with END:VCALENDAR");
        }
        return events;
    }

    private static void begin(Deque<String> inside, ContentLine line) {
        String component = line.value().toUpperCase(Locale.ROOT);
        if (inside.isEmpty() && !component.equals("VCALENDAR")) {
            throw noCalendar("line %d is outside of it".formatted(line.number()));
        }
        boolean eventInEvent = component.equals(EVENT) && inside.contains(EVENT);
        if (inside.size() == DEPTH_MAX || eventInEvent) {
            throw noCalendar("line %d begins something at a place where nothing may".formatted(line.number()));
        }
        inside.push(component);
    }

    private static InvalidInputException noCalendar(String reason) {
        return new InvalidInputException(ContentLine.FIELD, "is no iCalendar file: " + reason);
    }
}
