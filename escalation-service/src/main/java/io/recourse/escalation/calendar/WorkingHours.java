package io.recourse.escalation.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When work is done. An instant is a working one if the clock on the wall of the time zone shows a time of a shift then,
 * and the date is no holiday: an hour that a change of the clocks skips is not worked, one that it repeats is worked
 * twice.
 *
 * @param zone     whose wall clock and dates count; null: work is done around the clock
 * @param week     the shifts of each day, in order and not overlapping; a day that is absent is free
 * @param holidays dates that are free whatever their day
 */
public record WorkingHours(ZoneId zone, Map<DayOfWeek, List<Shift>> week, Set<LocalDate> holidays) {

    /** Around the clock. */
    public static final WorkingHours ALWAYS = new WorkingHours(null, Map.of(), Set.of());

    /** What an instant is. */
    public enum Kind {
        WORKING,
        CLOSED,
        HOLIDAY
    }

    /**
     * A time in which nothing changes.
     *
     * @param to where it ends, at the latest: the next one may be of the same kind; null: it does not end
     */
    public record Spell(Kind kind, Instant to) {}

    public WorkingHours {
        Map<DayOfWeek, List<Shift>> days = new EnumMap<>(DayOfWeek.class);
        week.forEach((day, shifts) -> days.put(day, List.copyOf(shifts)));
        week = Map.copyOf(days);
        holidays = Set.copyOf(holidays);
    }

    /** What an instant is, and until when that is certain. */
    public Spell at(Instant instant) {
        if (zone == null) {
            return new Spell(Kind.WORKING, null);
        }
        if (week.values().stream().allMatch(List::isEmpty)) {
            return new Spell(Kind.CLOSED, null);
        }
        // As long as the offset stays, local times and instants go side by side.
        ZoneOffset offset = zone.getRules().getOffset(instant);
        ZoneOffsetTransition change = zone.getRules().nextTransition(instant);
        LocalDateTime local = LocalDateTime.ofInstant(instant, offset);
        LocalDate date = local.toLocalDate();
        Instant midnight = date.atStartOfDay().toInstant(offset);
        if (holidays.contains(date)) {
            return new Spell(Kind.HOLIDAY, earlier(minute(midnight, Shift.DAY), change));
        }
        for (Shift shift : week.getOrDefault(date.getDayOfWeek(), List.of())) {
            Instant from = minute(midnight, shift.from());
            Instant to = minute(midnight, shift.to());
            if (instant.isBefore(from)) {
                return new Spell(Kind.CLOSED, earlier(from, change));
            }
            if (instant.isBefore(to)) {
                return new Spell(Kind.WORKING, earlier(to, change));
            }
        }
        return new Spell(Kind.CLOSED, earlier(minute(midnight, Shift.DAY), change));
    }

    private static Instant minute(Instant midnight, int minute) {
        return midnight.plusSeconds(60L * minute);
    }

    private static Instant earlier(Instant end, ZoneOffsetTransition change) {
        return change != null && change.getInstant().isBefore(end) ? change.getInstant() : end;
    }
}
