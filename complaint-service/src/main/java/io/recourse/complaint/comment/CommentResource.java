package io.recourse.complaint.comment;

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

/** Comments over HTTP. */
@Path("/api/complaints/{id}/comments")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Comments")
public class CommentResource {

    @Inject
    Comments comments;

    @Inject
    Idempotency idempotency;

    @Inject
    CurrentCaller caller;

    @GET
    @Operation(summary = "List the comments of a complaint, oldest first; customers see the public ones")
    public Uni<Page<CommentView>> list(@RestPath long id, @RestQuery String limit, @RestQuery String cursor) {
        return comments.list(id, Limit.parse(limit), cursor, caller.get());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Comment on a complaint",
            description = "A customer's comment on a complaint on hold makes it in_progress again; the first public "
                    + "comment of staff sets first_response_at.")
    @APIResponse(
            responseCode = "201",
            description = "The comment",
            content = @Content(schema = @Schema(implementation = CommentView.class)))
    @APIResponse(responseCode = "403", description = "An internal comment by a customer")
    @APIResponse(responseCode = "404", description = "No such complaint for the caller")
    public Uni<RestResponse<CommentView>> add(
            @RestPath long id, @HeaderParam(Idempotency.HEADER) String key, @Valid @NotNull AddComment comment) {
        Caller author = caller.get();
        return idempotency.once(
                key, author.id().toString(), List.of(id, comment), () -> comments.add(id, comment, author)
                        .map(CommentResource::created));
    }

    @GET
    @Path("/{comment_id}")
    @Operation(summary = "Get a comment of a complaint")
    public Uni<CommentView> get(@RestPath long id, @RestPath("comment_id") long commentId) {
        return comments.get(id, commentId, caller.get());
    }

    private static RestResponse<CommentView> created(CommentView comment) {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, comment)
                .header(
                        HttpHeaders.LOCATION,
                        "/api/complaints/%d/comments/%d".formatted(comment.complaintId(), comment.id()))
                .build();
    }
}
