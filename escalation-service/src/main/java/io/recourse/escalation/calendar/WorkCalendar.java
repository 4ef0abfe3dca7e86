package io.recourse.escalation.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A calendar as clients see it, and as it is stored.
 *
 * @param week the days on which work is done, from monday on
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Calendar")
public record WorkCalendar(
        String name,

        @Schema(examples = "Europe/Berlin") String timeZone,

        @Schema(
                description = "Of each day its shifts, begin and end as HH:mm; a day that is absent is free",
                examples = "{\"monday\": [[\"09:00\", \"12:30\"], [\"13:30\", \"18:00\"]]}")
        Map<String, List<List<String>>> week,

        @Schema(description = "Dates that are free, in their order", examples = "[\"2026-12-25\"]")
        List<String> holidays) {

    static WorkCalendar of(String name, WorkingHours hours) {
        Map<String, List<List<String>>> week = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            List<Shift> shifts = hours.week().getOrDefault(day, List.of());
            if (!shifts.isEmpty()) {
                week.put(nameOf(day), shifts.stream().map(WorkCalendar::written).toList());
            }
        }
        List<String> holidays = new TreeSet<>(hours.holidays())
                .stream().map(LocalDate::toString).toList();
        return new WorkCalendar(name, hours.zone().getId(), week, holidays);
    }

    /** The calendar as time is counted with it. */
    WorkingHours hours() {
        Map<DayOfWeek, List<Shift>> days = new LinkedHashMap<>();
        week.forEach((day, shifts) -> days.put(
                DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)),
                shifts.stream().map(WorkCalendar::read).toList()));
        return new WorkingHours(ZoneId.of(timeZone), days, dates());
    }

    /** The calendar with other holidays. */
    WorkCalendar withHolidays(Set<LocalDate> dates) {
        return new WorkCalendar(
                name,
                timeZone,
                week,
                new TreeSet<>(dates).stream().map(LocalDate::toString).toList());
    }

    /** The holidays as dates. */
    Set<LocalDate> dates() {
        return holidays.stream().map(LocalDate::parse).collect(Collectors.toCollection(TreeSet::new));
    }

    static String nameOf(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> written(Shift shift) {
        return List.of(clock(shift.from()), clock(shift.to()));
    }

    private static String clock(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }

    private static Shift read(List<String> shift) {
        List<Integer> minutes = new ArrayList<>();
        shift.forEach(time -> minutes.add(DefineCalendar.minute(time)));
        return new Shift(minutes.getFirst(), minutes.getLast());
    }
}
