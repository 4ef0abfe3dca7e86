package io.recourse.escalation.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.recourse.platform.problem.UnprocessableException;

/**
 * An event of an iCalendar file, as far as it is about whole days.
 *
 * @param uid          of the event; null when it has none
 * @param start        its first day; null when it begins at a time of a day, or nowhere
 * @param days         how many days it lasts, 1 to 366
 * @param rule         how it comes again; null when it does not
 * @param more         days on which it begins besides
 * @param except       days on which it does not begin
 * @param recurrenceOf the day of which this event is told differently; null when it is no such correction
 * @param cancelled    whether it does not take place
 */
record AllDay(
        String uid,
        LocalDate start,
        int days,
        YearlyRule rule,
        Set<LocalDate> more,
        Set<LocalDate> except,
        LocalDate recurrenceOf,
        boolean cancelled) {

    private static final int LONGEST_DAYS = 366;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    /**
     * Reads the lines between {@code BEGIN:VEVENT} and {@code END:VEVENT}, without those of components inside.
     *
     * @throws UnprocessableException (422) for a date, duration or rule that cannot be followed
     */
    static AllDay of(List<ContentLine> lines) {
        Map<String, ContentLine> single = new HashMap<>();
        lines.forEach(line -> single.put(line.name(), line));
        String uid = single.containsKey("UID") ? single.get("UID").value() : null;
        ContentLine recurrence = single.get("RECURRENCE-ID");
        LocalDate recurrenceOf = recurrence == null ? null : date(recurrence, recurrence.value());
        ContentLine begin = single.get("DTSTART");
        if (begin == null || begin.value().contains("T")) {
            return new AllDay(uid, null, 1, null, Set.of(), Set.of(), recurrenceOf, false);
        }
        LocalDate start = date(begin, begin.value());
        ContentLine end = single.getOrDefault("DTEND", single.get("DURATION"));
        return new AllDay(
                uid,
                start,
                end == null ? 1 : days(start, end),
                rule(start, single.get("RRULE")),
                dates(lines, "RDATE"),
                dates(lines, "EXDATE"),
                recurrenceOf,
                single.containsKey("STATUS") && single.get("STATUS").is("STATUS", "CANCELLED"));
    }

    private static YearlyRule rule(LocalDate start, ContentLine line) {
        YearlyRule rule = line == null ? null : YearlyRule.of(line);
        if (rule != null && rule.count() != null && start.getYear() < YearlyRule.COUNTS_FROM_YEAR) {
            throw line.unfit("an event that is counted begins in %d or later".formatted(YearlyRule.COUNTS_FROM_YEAR));
        }
        return rule;
    }

    private static int days(LocalDate start, ContentLine line) {
        // The end is the first day that is free no longer; many programs write that of the same day for one day.
        LocalDate end = line.name().equals("DTEND") ? date(line, line.value()) : start.plus(period(line));
        long days = Math.max(1, ChronoUnit.DAYS.between(start, end));
        if (end.isBefore(start) || days > LONGEST_DAYS) {
            throw line.unfit("an event lasts from one day to %d".formatted(LONGEST_DAYS));
        }
        return Math.toIntExact(days);
    }

    private static Period period(ContentLine line) {
        if (!line.value().matches("\\+?P[0-9]{1,3}[DW]")) {
            throw line.unfit("an event of whole days lasts days or weeks, such as P1D");
        }
        return Period.parse(line.value());
    }

    private static Set<LocalDate> dates(List<ContentLine> lines, String name) {
        Set<LocalDate> dates = new TreeSet<>();
        for (ContentLine line : lines) {
            if (line.name().equals(name)) {
                Stream.of(line.value().split(",")).map(text -> date(line, text)).forEach(dates::add);
            }
        }
        return dates;
    }

    /** The date of a date or of a time, such as 20261225 and 20261225T000000Z. */
    static LocalDate date(ContentLine line, String text) {
        try {
            String stripped = text.strip();
            if (stripped.matches("[0-9]{8}(T.*)?")) {
                return LocalDate.parse(stripped.substring(0, 8), DATE);
            }
        } catch (DateTimeException noDate) {
            // Answered below: the form is right, and there is no such day.
        }
        throw line.unfit("there is no such date; one is written as 20261225");
    }

    /** Adds the days of the event within a range to some. */
    void addTo(Set<LocalDate> dates, LocalDate from, LocalDate to) {
        if (start == null || cancelled) {
            return;
        }
        Set<LocalDate> begins = new TreeSet<>(more);
        begins.add(start);
        if (rule != null) {
            begins.addAll(rule.dates(start, from.minusDays(days), to));
        }
        begins.removeAll(except);
        for (LocalDate begin : begins) {
            for (LocalDate day = begin; day.isBefore(begin.plusDays(days)); day = day.plusDays(1)) {
                if (!day.isBefore(from) && !day.isAfter(to)) {
                    dates.add(day);
                }
            }
        }
    }

    /** The event without a day that is told differently elsewhere. */
    AllDay without(LocalDate day) {
        Set<LocalDate> fewer = new TreeSet<>(except);
        fewer.add(day);
        return new AllDay(uid, start, days, rule, more, fewer, recurrenceOf, cancelled);
    }
}
