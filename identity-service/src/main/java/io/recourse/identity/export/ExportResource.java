package io.recourse.identity.export;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.recourse.platform.token.Caller;
import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.core.file.AsyncFile;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Everything held on the caller, over HTTP. */
@Path("/api/users/me/export")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Own account")
public class ExportResource {

    private final PersonalExport export;
    private final CurrentCaller caller;

    @Inject
    ExportResource(PersonalExport export, CurrentCaller caller) {
        this.export = export;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "Everything held on oneself, from all services",
            description = "`user`, `sessions`, `audit` (security events), `mailed_links`, and `complaints` that one "
                    + "filed, each as the API shows it with its images' data, `comments` and `history`.")
    @APIResponse(
            responseCode = "200",
            description = "The document",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "429", description = "Asked for too often; Retry-After says how long to wait")
    @APIResponse(responseCode = "503", description = "The complaint service is away; Retry-After says when to ask")
    public Uni<RestResponse<AsyncFile>> export(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        Caller sender = caller.get();
        return export.collect(sender.id(), authorization).map(document -> RestResponse.ResponseBuilder.ok(document)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"recourse-%s.json\"".formatted(sender.username()))
                .build());
    }
}
