package io.recourse.complaint.servicetype;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.recourse.platform.http.JsonRequests;
import io.recourse.platform.http.Preconditions;
import io.recourse.platform.idempotency.Idempotency;
import io.recourse.platform.page.Cursor;
import io.recourse.platform.page.Limit;
import io.recourse.platform.page.Page;
import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.token.CurrentCaller;
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

/** The service types over HTTP. */
@Path("/api/service-types")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Service types")
public class ServiceTypeResource {

    private static final String LIST = "service-types";

    @Inject
    ServiceTypes serviceTypes;

    @Inject
    JsonRequests requests;

    @Inject
    Idempotency idempotency;

    @Inject
    CurrentCaller caller;

    @GET
    @RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
    @Operation(summary = "List the kinds of service that complaints are about")
    public Uni<Page<ServiceType>> list(@RestQuery String limit, @RestQuery String cursor) {
        int size = Limit.parse(limit);
        int after = cursor == null ? 0 : after(cursor);
        return serviceTypes.list().map(all -> {
            List<ServiceType> types = all.stream()
                    .dropWhile(type -> after != 0 && type.id() != after)
                    .skip(after == 0 ? 0 : 1)
                    .limit(size + 1L)
                    .toList();
            return Page.of(types, size, last -> new Cursor(LIST, List.of(Integer.toString(last.id()))));
        });
    }

    private static int after(String cursor) {
        try {
            return Integer.parseInt(Cursor.decode(cursor, LIST, 1).keys().getFirst());
        } catch (NumberFormatException foreign) {
            throw new InvalidInputException("cursor", "is not a cursor of this list");
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add a service type")
    @APIResponse(
            responseCode = "201",
            description = "The service type",
            content = @Content(schema = @Schema(implementation = ServiceType.class)))
    @APIResponse(responseCode = "409", description = "There is one of that name")
    public Uni<RestResponse<ServiceType>> define(
            @HeaderParam(Idempotency.HEADER) String key, @Valid @NotNull DefineServiceType request) {
        return idempotency.once(key, caller.get().id().toString(), request, () -> serviceTypes
                .define(request)
                .map(type -> ResponseBuilder.create(RestResponse.Status.CREATED, type)
                        .header(HttpHeaders.LOCATION, "/api/service-types/" + type.id())
                        .header(HttpHeaders.ETAG, Preconditions.etag(type.version()))
                        .build()));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
    @Operation(summary = "Get a service type")
    @APIResponse(responseCode = "200", description = "The service type, with its ETag")
    @APIResponse(responseCode = "304", description = "The service type that If-None-Match names")
    public Uni<RestResponse<ServiceType>> get(@RestPath int id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known) {
        return serviceTypes.get(id).map(type -> {
            String tag = Preconditions.etag(type.version());
            return Preconditions.isKnown(known, tag)
                    ? ResponseBuilder.<ServiceType>notModified()
                            .header(HttpHeaders.ETAG, tag)
                            .build()
                    : tagged(type);
        });
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            summary = "Rename, describe, activate or deactivate a service type",
            description = "JSON merge patch: what is absent stays, a description of null is cleared.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ChangeServiceType.class)))
    @APIResponse(responseCode = "200", description = "The service type after the change")
    @APIResponse(responseCode = "409", description = "There is one of that name")
    public Uni<RestResponse<ServiceType>> change(
            @RestPath int id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, JsonNode sent)
            throws JsonProcessingException {
        ChangeServiceType request = requests.read(sent, ChangeServiceType.class);
        JsonRequests.requireNoNull(sent, "name", "active");
        return serviceTypes
                .change(id, request, sent.has("description"), ifMatch)
                .map(ServiceTypeResource::tagged);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete a service type; one that complaints name is deactivated instead")
    @APIResponse(responseCode = "200", description = "In use: the deactivated service type")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<RestResponse<ServiceType>> delete(@RestPath int id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        return serviceTypes.delete(id, ifMatch).map(inUse -> inUse == null ? RestResponse.noContent() : tagged(inUse));
    }

    private static RestResponse<ServiceType> tagged(ServiceType type) {
        return ResponseBuilder.ok(type)
                .header(HttpHeaders.ETAG, Preconditions.etag(type.version()))
                .build();
    }
}
