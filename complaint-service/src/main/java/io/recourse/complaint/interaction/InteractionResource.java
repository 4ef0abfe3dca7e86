package io.recourse.complaint.interaction;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.recourse.platform.idempotency.Idempotency;
import io.recourse.platform.page.Limit;
import io.recourse.platform.page.Page;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The interactions of a complaint over HTTP, for staff. */
@Path("/api/complaints/{id}/interactions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Interactions")
public class InteractionResource {

    @Inject
    Interactions interactions;

    @Inject
    Idempotency idempotency;

    @Inject
    CurrentCaller caller;

    @GET
    @Operation(summary = "List the interactions of a complaint in the order in which they were recorded")
    public Uni<Page<InteractionView>> list(@RestPath long id, @RestQuery String limit, @RestQuery String cursor) {
        return interactions.list(id, Limit.parse(limit), cursor, caller.get());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Record a call, mail, chat or visit; it counts as activity of staff")
    @APIResponse(
            responseCode = "201",
            description = "The interaction",
            content = @Content(schema = @Schema(implementation = InteractionView.class)))
    @APIResponse(responseCode = "404", description = "No such complaint for the caller")
    public Uni<RestResponse<InteractionView>> record(
            @RestPath long id, @HeaderParam(Idempotency.HEADER) String key, @Valid @NotNull RecordInteraction request) {
        Caller recorder = caller.get();
        return idempotency.once(key, recorder.id().toString(), List.of(id, request), () -> interactions
                .record(id, request, recorder)
                .map(InteractionResource::created));
    }

    @GET
    @Path("/{interaction_id}")
    @Operation(summary = "Get an interaction of a complaint")
    public Uni<InteractionView> get(@RestPath long id, @RestPath("interaction_id") long interactionId) {
        return interactions.get(id, interactionId, caller.get());
    }

    private static RestResponse<InteractionView> created(InteractionView interaction) {
        return ResponseBuilder.create(RestResponse.Status.CREATED, interaction)
                .header(
                        HttpHeaders.LOCATION,
                        "/api/complaints/%d/interactions/%d".formatted(interaction.complaintId(), interaction.id()))
                .build();
    }
}
