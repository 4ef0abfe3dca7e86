package io.recourse.escalation.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;

import io.recourse.platform.problem.UnprocessableException;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** A calendar's holidays as iCalendar files, over HTTP. */
@Path("/api/calendars/{name}/holidays")
@RolesAllowed(Role.ADMIN_NAME)
@Consumes(HolidayResource.TEXT_CALENDAR)
@Tag(name = "Calendars", description = "Working hours that SLA policies can count in")
@APIResponse(responseCode = "200", description = "The calendar as it is now, with its ETag")
@APIResponse(responseCode = "400", description = "No iCalendar file, or none in UTF-8")
@APIResponse(responseCode = "401", description = "No valid token")
@APIResponse(responseCode = "403", description = "Not an admin")
@APIResponse(responseCode = "404", description = "No such calendar")
@APIResponse(responseCode = "412", description = "The calendar is no longer the one that If-Match names")
@APIResponse(responseCode = "413", description = "More than 1 MiB")
@APIResponse(responseCode = "415", description = "Not sent as text/calendar")
@APIResponse(
        responseCode = "422",
        description = "A date or rule that cannot be followed, named by its line; no all-day event; more than 2000"
                + " events, or more than 1000 holidays")
public class HolidayResource {

    static final String TEXT_CALENDAR = "text/calendar";

    private static final String WHAT_COUNTS =
            "The days of the file's all-day events become holidays, from a year ago to ten years from now. Events that"
                    + " come again yearly (RRULE with FREQ=YEARLY) do so within that time; RDATE, EXDATE, corrections of"
                    + " single days and cancellations are heeded. Events at a time of a day are passed over.";

    /** Clocks that run since then may still be explained. */
    private static final int YEARS_BACK = 1;

    private static final int YEARS_AHEAD = 10;

    private final Calendars calendars;
    private final Clock clock;
    private final Vertx vertx;

    @Inject
    HolidayResource(Calendars calendars, Clock clock, Vertx vertx) {
        this.calendars = calendars;
        this.clock = clock;
        this.vertx = vertx;
    }

    @PUT
    @Operation(summary = "Replaces a calendar's holidays by those of an iCalendar file", description = WHAT_COUNTS)
    @RequestBody(
            required = true,
            content = @Content(mediaType = TEXT_CALENDAR, schema = @Schema(type = SchemaType.STRING)))
    public Uni<RestResponse<WorkCalendar>> replace(
            @PathParam("name") String name, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, byte[] file) {
        return change(name, ifMatch, file, (present, ofFile) -> ofFile);
    }

    @POST
    @Operation(
            summary = "Adds the holidays of an iCalendar file to those of a calendar",
            description = WHAT_COUNTS + " Adding the same file again changes nothing.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = TEXT_CALENDAR, schema = @Schema(type = SchemaType.STRING)))
    public Uni<RestResponse<WorkCalendar>> add(
            @PathParam("name") String name, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, byte[] file) {
        return change(name, ifMatch, file, (present, ofFile) -> {
            Set<LocalDate> both = new TreeSet<>(present);
            both.addAll(ofFile);
            return both;
        });
    }

    private Uni<RestResponse<WorkCalendar>> change(
            String name, String ifMatch, byte[] file, BinaryOperator<Set<LocalDate>> holidays) {
        String possible = CalendarResource.possible(name);
        return read(file)
                .chain(ofFile -> calendars.change(
                        possible,
                        ifMatch,
                        present -> present.withHolidays(notTooMany(holidays.apply(present.dates(), ofFile)))))
                .map(CalendarResource::tagged);
    }

    /** The rules of two thousand events take their time: not on the event loop. */
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
