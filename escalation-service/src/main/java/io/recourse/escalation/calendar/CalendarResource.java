package io.recourse.escalation.calendar;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.recourse.platform.http.Preconditions;
import io.recourse.platform.idempotency.Idempotency;
import io.recourse.platform.json.CleanText;
import io.recourse.platform.page.Cursor;
import io.recourse.platform.page.Limit;
import io.recourse.platform.page.Page;
import io.recourse.platform.problem.UnprocessableException;
import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The calendars over HTTP. */
@Path("/api/calendars")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Calendars", description = "Working hours that SLA policies can count in")
public class CalendarResource {

    private static final String LIST = "calendars";
    private static final String TEXT_CALENDAR = "text/calendar";
    private static final String WHAT_COUNTS =
            "The days of the file's all-day events become holidays, from a year ago to ten years from now. Events that"
                    + " come again yearly (RRULE with FREQ=YEARLY) do so within that time; RDATE, EXDATE, corrections of"
                    + " single days and cancellations are heeded. Events at a time of a day are passed over.";
    private static final String UNFIT =
            "A date or rule that cannot be followed, named by its line; no all-day event; more"
                    + " than 1000 events or holidays";

    private final Calendars calendars;
    private final Holidays holidays;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    @Inject
    CalendarResource(Calendars calendars, Holidays holidays, Idempotency idempotency, CurrentCaller caller) {
        this.calendars = calendars;
        this.holidays = holidays;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Role.AGENT_NAME, Role.ADMIN_NAME})
    @Operation(summary = "The calendars by name")
    @APIResponse(responseCode = "200", description = "A page of calendars")
    @APIResponse(responseCode = "400", description = "A bad limit or cursor")
    @APIResponse(responseCode = "401", description = "No valid token")
    @APIResponse(responseCode = "403", description = "Neither agent nor admin")
    public Uni<Page<WorkCalendar>> list(
            @Parameter(description = "1 to 100, 20 by default") @QueryParam("limit") String limit,
            @Parameter(description = "next_cursor of the page before") @QueryParam("cursor") String cursor) {
        int size = Limit.parse(limit);
        String after =
                cursor == null ? null : Cursor.decode(cursor, LIST, 1).keys().getFirst();
        return calendars
                .byName(after, size + 1)
                .map(rows -> Page.of(rows, size, last -> new Cursor(LIST, List.of(last.name()))));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Adds a calendar",
            description =
                    "A time counts if the clock on the wall of the time zone shows a time of a shift, and the date"
                            + " is no holiday. In a calendar without shifts nothing ever becomes due.")
    @APIResponse(
            responseCode = "201",
            description = "The calendar, with its ETag and Location",
            content = @Content(schema = @Schema(implementation = WorkCalendar.class)))
    @APIResponse(responseCode = "400", description = "A bad name, time, date or day, or an unknown field")
    @APIResponse(responseCode = "401", description = "No valid token")
    @APIResponse(responseCode = "403", description = "Not an admin")
    @APIResponse(responseCode = "409", description = "There is one of that name")
    @APIResponse(responseCode = "422", description = "An unknown time zone, or shifts that overlap or are out of order")
    public Uni<RestResponse<WorkCalendar>> define(
            @HeaderParam(Idempotency.HEADER) String key, @NotNull DefineCalendar request) {
        String name = request.validName();
        WorkingHours hours = request.hours();
        return idempotency.once(key, caller.get().id().toString(), request, () -> calendars
                .define(name, hours)
                .map(calendar -> RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, calendar.calendar())
                        .header(
                                HttpHeaders.LOCATION,
                                // A semicolon would begin a matrix parameter, were it not encoded.
                                "/api/calendars/"
                                        + URLEncoder.encode(name, StandardCharsets.UTF_8)
                                                .replace("+", "%20"))
                        .header(HttpHeaders.ETAG, Preconditions.etag(calendar.version()))
                        .build()));
    }

    @GET
    @Path("/{name}")
    @RolesAllowed({Role.AGENT_NAME, Role.ADMIN_NAME})
    @Operation(summary = "A calendar")
    @APIResponse(responseCode = "200", description = "The calendar, with its ETag")
    @APIResponse(responseCode = "401", description = "No valid token")
    @APIResponse(responseCode = "403", description = "Neither agent nor admin")
    @APIResponse(responseCode = "404", description = "No such calendar")
    public Uni<RestResponse<WorkCalendar>> get(@PathParam("name") String name) {
        return calendars.find(possible(name)).map(CalendarResource::tagged);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/{name}")
    @Operation(
            summary = "Replaces a calendar",
            description = "It holds at once, for running clocks too. The policies that name it get a new ETag.")
    @APIResponse(responseCode = "200", description = "The calendar as it is now, with its ETag")
    @APIResponse(responseCode = "400", description = "A bad time, date or day, or an unknown field")
    @APIResponse(responseCode = "401", description = "No valid token")
    @APIResponse(responseCode = "403", description = "Not an admin")
    @APIResponse(responseCode = "404", description = "No such calendar")
    @APIResponse(responseCode = "412", description = "The calendar is no longer the one that If-Match names")
    @APIResponse(
            responseCode = "422",
            description = "An unknown time zone, shifts that overlap or are out of order, or another name")
    public Uni<RestResponse<WorkCalendar>> replace(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull DefineCalendar request) {
        if (request.name() != null && !request.name().equals(name)) {
            throw new UnprocessableException("name", "is another one than that of the path");
        }
        return calendars.replace(possible(name), request.hours(), ifMatch).map(CalendarResource::tagged);
    }

    @PUT
    @Path("/{name}/holidays")
    @Consumes(TEXT_CALENDAR)
    @Operation(summary = "Replaces a calendar's holidays by those of an iCalendar file", description = WHAT_COUNTS)
    @RequestBody(content = @Content(mediaType = TEXT_CALENDAR, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "200", description = "The calendar as it is now, with its ETag")
    @APIResponse(responseCode = "400", description = "No iCalendar file, or none in UTF-8")
    @APIResponse(responseCode = "401", description = "No valid token")
    @APIResponse(responseCode = "403", description = "Not an admin")
    @APIResponse(responseCode = "404", description = "No such calendar")
    @APIResponse(responseCode = "412", description = "The calendar is no longer the one that If-Match names")
    @APIResponse(responseCode = "413", description = "More than 1 MiB")
    @APIResponse(responseCode = "415", description = "Not sent as text/calendar")
    @APIResponse(responseCode = "422", description = UNFIT)
    public Uni<RestResponse<WorkCalendar>> replaceHolidays(
            @PathParam("name") String name, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, byte[] file) {
        return holidays.replace(possible(name), file, ifMatch).map(CalendarResource::tagged);
    }

    @POST
    @Path("/{name}/holidays")
    @Consumes(TEXT_CALENDAR)
    @Operation(
            summary = "Adds the holidays of an iCalendar file to those of a calendar",
            description = WHAT_COUNTS + " Adding the same file again changes nothing.")
    @RequestBody(content = @Content(mediaType = TEXT_CALENDAR, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "200", description = "The calendar as it is now, with its ETag")
    @APIResponse(responseCode = "400", description = "No iCalendar file, or none in UTF-8")
    @APIResponse(responseCode = "401", description = "No valid token")
    @APIResponse(responseCode = "403", description = "Not an admin")
    @APIResponse(responseCode = "404", description = "No such calendar")
    @APIResponse(responseCode = "412", description = "The calendar is no longer the one that If-Match names")
    @APIResponse(responseCode = "413", description = "More than 1 MiB")
    @APIResponse(responseCode = "415", description = "Not sent as text/calendar")
    @APIResponse(responseCode = "422", description = UNFIT)
    public Uni<RestResponse<WorkCalendar>> addHolidays(
            @PathParam("name") String name, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, byte[] file) {
        return holidays.add(possible(name), file, ifMatch).map(CalendarResource::tagged);
    }

    @DELETE
    @Path("/{name}")
    @Operation(summary = "Deletes a calendar that no policy names")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "401", description = "No valid token")
    @APIResponse(responseCode = "403", description = "Not an admin")
    @APIResponse(responseCode = "404", description = "No such calendar")
    @APIResponse(responseCode = "409", description = "A policy names it")
    @APIResponse(responseCode = "412", description = "The calendar is no longer the one that If-Match names")
    public Uni<Void> delete(@PathParam("name") String name, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        return calendars.delete(possible(name), ifMatch);
    }

    /** A name that cannot be stored is not that of a calendar. */
    private static String possible(String name) {
        if (CleanText.flaw(name).isPresent()) {
            throw new CalendarNotFoundException();
        }
        return name;
    }

    private static RestResponse<WorkCalendar> tagged(Versioned calendar) {
        return RestResponse.ResponseBuilder.ok(calendar.calendar())
                .header(HttpHeaders.ETAG, Preconditions.etag(calendar.version()))
                .build();
    }
}
