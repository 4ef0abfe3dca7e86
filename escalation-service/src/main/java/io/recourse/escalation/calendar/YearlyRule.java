package io.recourse.escalation.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.recourse.platform.problem.UnprocessableException;

/**
 * How an event comes again each year (RFC 5545, 3.3.10, for FREQ=YEARLY and whole days): each part that is there has to
 * be true of a day.
 *
 * @param interval  years from one time to the next, 1 or more
 * @param count     how often it is in all; null: without end
 * @param until     the last day that it may begin on; null: without end
 * @param months    1 to 12; empty: any
 * @param monthDays from the month's begin (1 to 31) or its end (-1 to -31); empty: any
 * @param yearDays  from the year's begin (1 to 366) or its end (-1 to -366); empty: any
 * @param weekdays  days of the week; empty: any
 * @param positions which of a year's days are meant, from the first (1) or the last (-1) on; empty: all
 */
record YearlyRule(
        int interval,
        Integer count,
        LocalDate until,
        Set<Integer> months,
        Set<Integer> monthDays,
        Set<Integer> yearDays,
        List<Weekday> weekdays,
        Set<Integer> positions) {

    private static final int COUNT_MAX = 1_000;

    /** Whoever counts begins to count at the start: that must not be too long ago. */
    static final int COUNTS_FROM_YEAR = 1900;

    /**
     * A day of the week.
     *
     * @param ordinal which one of the month, or of the year if no month is named: 1 is the first, -1 the last; 0: each
     */
    record Weekday(int ordinal, DayOfWeek day) {

        boolean is(LocalDate date, boolean ofMonth) {
            if (date.getDayOfWeek() != day || ordinal == 0) {
                return date.getDayOfWeek() == day;
            }
            int passed = ofMonth ? date.getDayOfMonth() : date.getDayOfYear();
            int length = ofMonth ? date.lengthOfMonth() : date.lengthOfYear();
            return ordinal > 0 ? (passed - 1) / 7 + 1 == ordinal : -((length - passed) / 7 + 1) == ordinal;
        }
    }

    /**
     * Reads a rule.
     *
     * @throws UnprocessableException (422) for what is none, or comes again otherwise than yearly
     */
    static YearlyRule of(ContentLine line) {
        Map<String, String> parts = parts(line);
        if (!"YEARLY".equals(parts.remove("FREQ"))) {
            throw line.unfit("a holiday comes again yearly: FREQ=YEARLY");
        }
        parts.remove("WKST");
        String interval = parts.remove("INTERVAL");
        String count = parts.remove("COUNT");
        String until = parts.remove("UNTIL");
        YearlyRule rule = new YearlyRule(
                interval == null ? 1 : number(line, interval, 1, 1_000),
                count == null ? null : number(line, count, 1, COUNT_MAX),
                until == null ? null : AllDay.date(line, until),
                numbers(line, parts.remove("BYMONTH"), 1, 12),
                numbers(line, parts.remove("BYMONTHDAY"), -31, 31),
                numbers(line, parts.remove("BYYEARDAY"), -366, 366),
                weekdays(line, parts.remove("BYDAY")),
                numbers(line, parts.remove("BYSETPOS"), -366, 366));
        if (!parts.isEmpty()) {
            throw line.unfit("%s is not understood".formatted(new TreeSet<>(parts.keySet()).first()));
        }
        return rule;
    }

    private static Map<String, String> parts(ContentLine line) {
        Map<String, String> parts = new HashMap<>();
        for (String part : line.value().toUpperCase(Locale.ROOT).split(";")) {
            int equals = part.indexOf('=');
            if (equals < 1 || parts.put(part.substring(0, equals), part.substring(equals + 1)) != null) {
                throw line.unfit("a rule has parts such as FREQ=YEARLY, each once");
            }
        }
        return parts;
    }

    private static int number(ContentLine line, String text, int from, int to) {
        if (text.matches("[+-]?[0-9]{1,6}")) {
            int number = Integer.parseInt(text);
            if (number >= from && number <= to && number != 0) {
                return number;
            }
        }
        throw line.unfit("numbers are from %d to %d, and not 0".formatted(from, to));
    }

    private static Set<Integer> numbers(ContentLine line, String texts, int from, int to) {
        return texts == null
                ? Set.of()
                : Stream.of(texts.split(","))
                        .map(text -> number(line, text, from, to))
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Weekday> weekdays(ContentLine line, String texts) {
        if (texts == null) {
            return List.of();
        }
        List<Weekday> weekdays = new ArrayList<>();
        for (String text : texts.split(",")) {
            if (!text.matches("([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")) {
                throw line.unfit("days of the week are such as MO, 1MO and -1MO");
            }
            String ordinal = text.substring(0, text.length() - 2);
            DayOfWeek day = Stream.of(DayOfWeek.values())
                    .filter(each -> each.name().startsWith(text.substring(text.length() - 2)))
                    .findFirst()
                    .orElseThrow();
            weekdays.add(new Weekday(ordinal.isEmpty() ? 0 : number(line, ordinal, -53, 53), day));
        }
        return weekdays;
    }

    /**
     * The days on which it begins.
     *
     * @param start the first of them, whatever the rule says
     * @return those from a day to another one, and perhaps some before
     */
    Set<LocalDate> dates(LocalDate start, LocalDate from, LocalDate to) {
        Set<LocalDate> dates = new TreeSet<>();
        dates.add(start);
        int wanted = count == null ? Integer.MAX_VALUE : count;
        for (int year = firstYear(start, from); year <= to.getYear() && dates.size() < wanted; year += interval) {
            ofYear(year, start).stream()
                    .filter(date -> date.isAfter(start) && (until == null || !date.isAfter(until)))
                    .limit((long) wanted - dates.size())
                    .forEach(dates::add);
        }
        return dates;
    }

    /** Skips the years that nobody asks for, unless they have to be counted. */
    private int firstYear(LocalDate start, LocalDate from) {
        int year = start.getYear();
        int skipped = count == null ? Math.max(0, from.getYear() - year) : 0;
        return year + Math.ceilDiv(skipped, interval) * interval;
    }

    private List<LocalDate> ofYear(int year, LocalDate start) {
        LocalDate first = LocalDate.of(year, 1, 1);
        List<LocalDate> all = IntStream.rangeClosed(1, 12)
                .filter(month -> months.isEmpty() || months.contains(month))
                .mapToObj(first::withMonth)
                .flatMap(month -> Stream.iterate(month, day -> day.plusDays(1)).limit(month.lengthOfMonth()))
                .filter(day -> matches(day, start))
                .toList();
        if (positions.isEmpty()) {
            return all;
        }
        return IntStream.range(0, all.size())
                .filter(i -> positions.contains(i + 1) || positions.contains(i - all.size()))
                .mapToObj(all::get)
                .toList();
    }

    /** What the rule leaves open is as it was at the start. */
    private boolean matches(LocalDate day, LocalDate start) {
        boolean anyDay = monthDays.isEmpty() && yearDays.isEmpty() && weekdays.isEmpty();
        if (anyDay && day.getDayOfMonth() != start.getDayOfMonth()) {
            return false;
        }
        if (anyDay && months.isEmpty() && day.getMonth() != start.getMonth()) {
            return false;
        }
        return isIn(monthDays, day.getDayOfMonth(), day.lengthOfMonth())
                && isIn(yearDays, day.get(ChronoField.DAY_OF_YEAR), day.lengthOfYear())
                && (weekdays.isEmpty() || weekdays.stream().anyMatch(weekday -> weekday.is(day, !months.isEmpty())));
    }

    private static boolean isIn(Set<Integer> wanted, int fromBegin, int length) {
        return wanted.isEmpty() || wanted.contains(fromBegin) || wanted.contains(fromBegin - length - 1);
    }
}
