package io.recourse.escalation.report;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import io.recourse.platform.problem.InvalidInputException;

/**
 * The time that a report is about.
 *
 * @param to exclusive
 */
record ReportRange(Instant from, Instant to) {

    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * Reads the parameters of a request.
     *
     * @param from RFC 3339 timestamp or date (midnight UTC); null: 30 days before {@code to}
     * @param to   the same; null: now
     * @throws InvalidInputException (400) for what is neither, and for a range that is empty or longer than 366 days
     */
    static ReportRange parse(String from, String to, Instant now) {
        Instant end = to == null ? now : instant("to", to);
        Instant start = from == null ? end.minus(USUAL) : instant("from", from);
        if (!start.isBefore(end)) {
            throw new InvalidInputException("from", "must be before to");
        }
        if (Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw new InvalidInputException("from", "must be at most 366 days before to");
        }
        return new ReportRange(start, end);
    }

    private static Instant instant(String parameter, String text) {
        try {
            Instant instant = text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            if (!instant.isBefore(FIRST) && !instant.isAfter(LAST)) {
                return instant;
            }
        } catch (DateTimeException malformed) {
            // Answered below like a time that is out of range.
        }
        throw new InvalidInputException(parameter, "must be an RFC 3339 timestamp or a date");
    }
}
