package io.recourse.escalation.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.problem.UnprocessableException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** Changes the holidays of calendars by iCalendar files. */
@ApplicationScoped
class Holidays {

    /** Clocks that run since then may still be explained. */
    private static final int YEARS_BACK = 1;

    private static final int YEARS_AHEAD = 10;

    private final Calendars calendars;
    private final Clock clock;
    private final Vertx vertx;

    @Inject
    Holidays(Calendars calendars, Clock clock, Vertx vertx) {
        this.calendars = calendars;
        this.clock = clock;
        this.vertx = vertx;
    }

    /**
     * Puts the holidays of a file in the place of a calendar's.
     *
     * @param ifMatch entity tag of the calendar that the decision was made on, null: on any
     * @return fails with {@link InvalidInputException} (400) for what is no iCalendar file, with
     *     {@link UnprocessableException} (422) for one that cannot be followed or has too many holidays, and with
     *     {@link CalendarNotFoundException} (404)
     */
    Uni<Versioned> replace(String name, byte[] file, String ifMatch) {
        return read(file)
                .chain(ofFile -> calendars.change(name, ifMatch, present -> present.withHolidays(notTooMany(ofFile))));
    }

    /** Adds the holidays of a file to a calendar's; see {@link #replace}. */
    Uni<Versioned> add(String name, byte[] file, String ifMatch) {
        return read(file)
                .chain(ofFile -> calendars.change(name, ifMatch, present -> {
                    Set<LocalDate> both = new TreeSet<>(ofFile);
                    both.addAll(present.dates());
                    return present.withHolidays(notTooMany(both));
                }));
    }

    /** The rules of a thousand events take their time: not on the event loop. */
    private Uni<Set<LocalDate>> read(byte[] file) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Uni.createFrom().completionStage(() -> vertx.executeBlocking(
                        () -> HolidayFile.dates(file, today.minusYears(YEARS_BACK), today.plusYears(YEARS_AHEAD)),
                        false)
                .toCompletionStage());
    }

    private static Set<LocalDate> notTooMany(Set<LocalDate> holidays) {
        if (holidays.size() > DefineCalendar.HOLIDAYS_MAX) {
            throw new UnprocessableException(
                    ContentLine.FIELD, "would make more than %d holidays".formatted(DefineCalendar.HOLIDAYS_MAX));
        }
        return holidays;
    }
}
