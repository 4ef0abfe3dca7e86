package io.recourse.escalation.deadline;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import io.recourse.escalation.calendar.Shift;
import io.recourse.escalation.calendar.WorkingHours;
import io.recourse.escalation.deadline.Interval.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which time counts: in Berlin, where the clocks went forward on 2026-03-29 and back on 2026-10-25. */
class CountedTimeTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Instant berlin(String local) {
        return ZonedDateTime.parse(local + "[Europe/Berlin]", DateTimeFormatter.ISO_ZONED_DATE_TIME)
                .toInstant();
    }

    private static Shift shift(String from, String to) {
        int end = to.equals("24:00") ? Shift.DAY : LocalTime.parse(to).toSecondOfDay() / 60;
        return new Shift(LocalTime.parse(from).toSecondOfDay() / 60, end);
    }

    private static WorkingHours weekdays(Shift... shifts) {
        return hours(DayOfWeek.FRIDAY, Set.of(), shifts);
    }

    private static WorkingHours everyDay(Shift... shifts) {
        return hours(DayOfWeek.SUNDAY, Set.of(), shifts);
    }

    private static WorkingHours hours(DayOfWeek last, Set<LocalDate> holidays, Shift... shifts) {
        Map<DayOfWeek, List<Shift>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.compareTo(last) <= 0) {
                week.put(day, List.of(shifts));
            }
        }
        return new WorkingHours(BERLIN, week, holidays);
    }

    private static Instant due(WorkingHours hours, String from, Duration counted, Pause... pauses) {
        return new CountedTime(hours, List.of(pauses)).whenCounted(berlin(from), counted);
    }

    @Test
    void nightsDoNotCount() {
        assertThat(due(weekdays(shift("09:00", "17:00")), "2026-06-02T16:00:00+02:00", Duration.ofHours(2)))
                .isEqualTo(berlin("2026-06-03T10:00:00+02:00"));
    }

    @Test
    void weekendsDoNotCount() {
        assertThat(due(weekdays(shift("09:00", "17:00")), "2026-06-05T16:30:00+02:00", Duration.ofHours(1)))
                .isEqualTo(berlin("2026-06-08T09:30:00+02:00"));
    }

    @Test
    void lunchDoesNotCount() {
        WorkingHours hours = weekdays(shift("09:00", "12:30"), shift("13:30", "18:00"));

        assertThat(due(hours, "2026-06-02T12:00:00+02:00", Duration.ofHours(1)))
                .isEqualTo(berlin("2026-06-02T14:00:00+02:00"));
    }

    @Test
    void holidaysDoNotCount() {
        WorkingHours hours = hours(DayOfWeek.FRIDAY, Set.of(LocalDate.parse("2026-12-25")), shift("09:00", "17:00"));

        assertThat(due(hours, "2026-12-24T16:00:00+01:00", Duration.ofHours(2)))
                .isEqualTo(berlin("2026-12-28T10:00:00+01:00"));
    }

    @Test
    void whatIsCountedAtClosingTimeIsDueThenAndNotAtTheNextOpening() {
        assertThat(due(weekdays(shift("09:00", "17:00")), "2026-06-02T09:00:00+02:00", Duration.ofHours(8)))
                .isEqualTo(berlin("2026-06-02T17:00:00+02:00"));
    }

    @Test
    void aDayThatEndsAtMidnightGoesOnWithTheNextOne() {
        assertThat(due(everyDay(shift("00:00", "24:00")), "2026-06-02T23:30:00+02:00", Duration.ofHours(1)))
                .isEqualTo(berlin("2026-06-03T00:30:00+02:00"));
    }

    @Test
    void anHourThatTheClocksSkipDoesNotCount() {
        assertThat(due(everyDay(shift("01:00", "04:00")), "2026-03-29T01:30:00+01:00", Duration.ofHours(1)))
                .isEqualTo(berlin("2026-03-29T03:30:00+02:00"));
        assertThat(due(everyDay(shift("01:00", "04:00")), "2026-03-29T01:00:00+01:00", Duration.ofHours(3)))
                .isEqualTo(berlin("2026-03-30T02:00:00+02:00"));
    }

    @Test
    void anHourThatTheClocksRepeatCountsTwice() {
        assertThat(due(everyDay(shift("01:00", "04:00")), "2026-10-25T01:00:00+02:00", Duration.ofHours(4)))
                .isEqualTo(berlin("2026-10-25T04:00:00+01:00"));
    }

    @Test
    void openingTimeIsThatOfTheWallBeforeAndAfterTheClocksChange() {
        WorkingHours hours = weekdays(shift("09:00", "17:00"));

        assertThat(due(hours, "2026-03-27T16:00:00+01:00", Duration.ofHours(2)))
                .isEqualTo(berlin("2026-03-30T10:00:00+02:00"));
        assertThat(due(hours, "2026-10-23T16:00:00+02:00", Duration.ofHours(2)))
                .isEqualTo(berlin("2026-10-26T10:00:00+01:00"));
    }

    @Test
    void aPauseAcrossClosingTimeTakesAwayWorkingTimeAlone() {
        Pause pause = new Pause(berlin("2026-06-02T16:00:00+02:00"), berlin("2026-06-03T10:00:00+02:00"));

        assertThat(due(weekdays(shift("09:00", "17:00")), "2026-06-02T15:00:00+02:00", Duration.ofHours(2), pause))
                .isEqualTo(berlin("2026-06-03T11:00:00+02:00"));
    }

    @Test
    void nothingIsEverDueInACalendarWithoutHours() {
        assertThat(due(
                        new WorkingHours(BERLIN, Map.of(), Set.of()),
                        "2026-06-02T15:00:00+02:00",
                        Duration.ofSeconds(1)))
                .isNull();
        assertThat(due(everyDay(), "2026-06-02T15:00:00+02:00", Duration.ofSeconds(1)))
                .isNull();
    }

    @Test
    void nothingIsDueInAPauseThatGoesOn() {
        Pause pause = new Pause(berlin("2026-06-02T15:30:00+02:00"), null);

        assertThat(due(WorkingHours.ALWAYS, "2026-06-02T15:00:00+02:00", Duration.ofHours(1), pause))
                .isNull();
    }

    @Test
    void whatIsDueInDecadesIsNotDue() {
        WorkingHours aMinuteAWeek =
                new WorkingHours(BERLIN, Map.of(DayOfWeek.MONDAY, List.of(new Shift(0, 1))), Set.of());

        assertThat(due(aMinuteAWeek, "2026-06-02T15:00:00+02:00", Duration.ofDays(365)))
                .isNull();
    }

    @Test
    void tellsWhyTimeDidNotCount() {
        WorkingHours hours = hours(DayOfWeek.FRIDAY, Set.of(LocalDate.parse("2026-12-25")), shift("09:00", "17:00"));
        Pause pause = new Pause(berlin("2026-12-24T10:00:00+01:00"), berlin("2026-12-24T11:00:00+01:00"));

        List<Interval> intervals = new CountedTime(hours, List.of(pause))
                .between(berlin("2026-12-24T09:00:00+01:00"), berlin("2026-12-28T09:30:00+01:00"));

        assertThat(intervals)
                .extracting(Interval::reason)
                .containsExactly(
                        Reason.RUNNING,
                        Reason.ON_HOLD,
                        Reason.RUNNING,
                        Reason.CLOSED_HOURS,
                        Reason.HOLIDAY,
                        Reason.CLOSED_HOURS,
                        Reason.RUNNING);
        assertThat(counted(intervals)).isEqualTo(Duration.ofMinutes(7 * 60 + 30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"})
    void agreesWithAWatchThatTicksMinuteByMinute(String zone) {
        Random random = new Random(zone.hashCode());
        for (int round = 0; round < 60; round++) {
            Instant from = LocalDate.of(2026, random.nextBoolean() ? 3 : 10, 1)
                    .atStartOfDay(ZoneId.of(zone))
                    .toInstant()
                    .plus(Duration.ofMinutes(random.nextInt(40 * Shift.DAY)));
            WorkingHours hours = randomHours(random, ZoneId.of(zone));
            List<Pause> pauses = randomPauses(random, from);
            Duration wanted = Duration.ofMinutes(1 + random.nextInt(3_000));
            CountedTime time = new CountedTime(hours, pauses);

            Instant due = time.whenCounted(from, wanted);

            Instant end = from.plus(Duration.ofDays(40));
            Instant ticked = tick(hours, pauses, from, wanted, end);
            if (ticked == null) {
                assertThat(due == null || !due.isBefore(end))
                        .as("round %d", round)
                        .isTrue();
            } else {
                assertThat(due).as("round %d", round).isEqualTo(ticked);
                List<Interval> intervals = time.between(from, due);
                assertThat(counted(intervals)).as("round %d", round).isEqualTo(wanted);
                assertWithoutGaps(intervals, from, due);
            }
        }
    }

    private static WorkingHours randomHours(Random random, ZoneId zone) {
        Map<DayOfWeek, List<Shift>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            TreeSet<Integer> bounds = new TreeSet<>();
            int count = 2 * random.nextInt(3);
            while (bounds.size() < count) {
                bounds.add(random.nextInt(Shift.DAY / 10 + 1) * 10);
            }
            List<Shift> shifts = new ArrayList<>();
            List<Integer> sorted = List.copyOf(bounds);
            for (int i = 0; i < sorted.size(); i += 2) {
                shifts.add(new Shift(sorted.get(i), sorted.get(i + 1)));
            }
            week.put(day, shifts);
        }
        Set<LocalDate> holidays = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            holidays.add(LocalDate.of(2026, random.nextBoolean() ? 3 : 10, 1 + random.nextInt(30)));
        }
        return new WorkingHours(zone, week, holidays);
    }

    private static List<Pause> randomPauses(Random random, Instant from) {
        List<Pause> pauses = new ArrayList<>();
        Instant at = from.minus(Duration.ofMinutes(random.nextInt(600)));
        for (int i = random.nextInt(4); i > 0; i--) {
            Instant begin = at.plus(Duration.ofMinutes(random.nextInt(1_500)));
            at = begin.plus(Duration.ofMinutes(random.nextInt(1_500)));
            pauses.add(new Pause(begin, at));
        }
        return pauses;
    }

    /** Looks at the wall every minute, and counts it if that is a minute of work. */
    private static Instant tick(WorkingHours hours, List<Pause> pauses, Instant from, Duration wanted, Instant end) {
        long left = wanted.toMinutes();
        for (Instant at = from; at.isBefore(end); at = at.plusSeconds(60)) {
            ZonedDateTime wall = at.atZone(hours.zone());
            int minute = wall.getHour() * 60 + wall.getMinute();
            Instant now = at;
            boolean working = !hours.holidays().contains(wall.toLocalDate())
                    && hours.week().getOrDefault(wall.getDayOfWeek(), List.of()).stream()
                            .anyMatch(shift -> shift.from() <= minute && minute < shift.to());
            boolean paused = pauses.stream().anyMatch(pause -> !now.isBefore(pause.from()) && now.isBefore(pause.to()));
            if (working && !paused && --left == 0) {
                return at.plusSeconds(60);
            }
        }
        return null;
    }

    private static Duration counted(List<Interval> intervals) {
        return intervals.stream()
                .filter(Interval::counted)
                .map(interval -> Duration.between(interval.from(), interval.to()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static void assertWithoutGaps(List<Interval> intervals, Instant from, Instant to) {
        Instant at = from;
        for (Interval interval : intervals) {
            assertThat(interval.from()).isEqualTo(at);
            at = interval.to();
        }
        assertThat(at).isEqualTo(to);
    }
}
