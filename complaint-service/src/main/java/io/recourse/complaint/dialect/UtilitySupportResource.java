package io.recourse.complaint.dialect;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.databind.JsonNode;
import io.recourse.complaint.ComplaintFilter;
import io.recourse.complaint.ComplaintNotFoundException;
import io.recourse.complaint.ComplaintView;
import io.recourse.complaint.Priority;
import io.recourse.platform.dialect.BareList;
import io.recourse.platform.dialect.Sent;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The utility desk's support tickets, each of which refers to a service request. */
@Path("/dialects/utility-desk/api/support/tickets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Dialect: utility desk")
public class UtilitySupportResource {

    @Inject
    OlderDesk desk;

    /** A support ticket as it is filed. */
    @Schema(name = "UtilityTicketRequest")
    record CreateTicket(
            @Schema(description = "The service request that it refers to")
            long parentId,

            String subject,
            String description,
            Priority priority) {}

    /** How a support ticket was resolved. */
    @Schema(name = "UtilityResolution")
    record Resolution(String resolutionNotes) {}

    @GET
    @Operation(
            summary = "List the support tickets that the caller sees, newest first",
            description = "An array of up to 100; the header Link leads on.")
    public Uni<RestResponse<List<UtilityCase>>> list(
            @RestQuery List<String> status, @RestQuery String limit, @RestQuery String cursor, @Context UriInfo uri) {
        ComplaintFilter filter = new Wanted()
                .status(Vocabulary.UTILITY_DESK, status)
                .followUp(true)
                .filter();
        return desk.list(filter, BareList.limit(limit), cursor).map(page -> BareList.of(page, uri, UtilityCase::of));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "File a support ticket")
    @RequestBody(content = @Content(schema = @Schema(implementation = CreateTicket.class)))
    @APIResponse(responseCode = "201", description = "The support ticket")
    public Uni<RestResponse<UtilityCase>> create(JsonNode body) {
        Sent sent = Sent.of(body);
        long parent = sent.requiredNumber("parent_id", "service_request", "service_request_id");
        return desk.file(UtilityCase.filing(sent).withNumber("parent_id", parent), List.of())
                .map(filed -> ResponseBuilder.create(RestResponse.Status.CREATED, UtilityCase.of(filed))
                        .build());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Get a support ticket")
    public Uni<UtilityCase> get(@RestPath long id) {
        return ticket(id).map(UtilityCase::of);
    }

    @POST
    @Path("{id}/resolve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Resolve a support ticket")
    @RequestBody(content = @Content(schema = @Schema(implementation = Resolution.class)))
    @APIResponse(responseCode = "200", description = "The support ticket after the change")
    public Uni<UtilityCase> resolve(@RestPath long id, JsonNode body) {
        Sent sent = Sent.of(body).with("resolution", "resolution_notes", "notes");
        return ticket(id)
                .chain(() -> desk.change(id, sent, "Completed", Vocabulary.UTILITY_DESK, null, Vocabulary.PRIORITIES))
                .map(UtilityCase::of);
    }

    private Uni<ComplaintView> ticket(long id) {
        return desk.get(id).invoke(complaint -> {
            if (complaint.parentId() == null) {
                throw new ComplaintNotFoundException(id);
            }
        });
    }
}
