package io.recourse.complaint.servicetype;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.recourse.platform.page.Page;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The service types over HTTP. */
@Path("/api/service-types")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Service types")
public class ServiceTypeResource {

    @Inject
    ServiceTypes serviceTypes;

    @GET
    @RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
    @Operation(summary = "List the kinds of service that complaints are about")
    public Uni<Page<ServiceType>> list() {
        return serviceTypes.list().map(types -> new Page<>(types, null));
    }
}
