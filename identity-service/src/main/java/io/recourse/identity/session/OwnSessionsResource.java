package io.recourse.identity.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.recourse.identity.event.SessionEnd;
import io.recourse.platform.page.Cursor;
import io.recourse.platform.page.Limit;
import io.recourse.platform.page.Page;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's own sessions over HTTP. */
@Path("/api/users/me/sessions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Own account")
public class OwnSessionsResource {

    private static final String LIST = "sessions";

    private final UserSessions sessions;
    private final SigningOut signingOut;
    private final CurrentCaller caller;

    @Inject
    OwnSessionsResource(UserSessions sessions, SigningOut signingOut, CurrentCaller caller) {
        this.sessions = sessions;
        this.signingOut = signingOut;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Where one is signed in, newest first")
    public Uni<Page<SessionView>> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Caller sender = caller.get();
        int size = Limit.parse(limit);
        Cursor position = cursor == null ? null : Cursor.decode(cursor, LIST, 2);
        Instant createdBefore = position == null ? null : position.instant(0);
        UUID idBefore = position == null ? null : position.uuid(1);
        return Panache.withSession(() -> sessions.alive(sender.id(), createdBefore, idBefore, size + 1))
                .map(found -> found.stream()
                        .map(session -> SessionView.of(session, sender.sessionId()))
                        .toList())
                .map(views -> Page.of(views, size, OwnSessionsResource::cursor));
    }

    @DELETE
    @Path("{sid}")
    @Operation(summary = "Sign out there")
    @APIResponse(responseCode = "204", description = "Signed out")
    @APIResponse(responseCode = "404", description = "One is not signed in there")
    public Uni<Void> end(UUID sid) {
        return signingOut.end(caller.get().id(), sid, SessionEnd.ENDED);
    }

    private static Cursor cursor(SessionView last) {
        return new Cursor(LIST, List.of(last.createdAt().toString(), last.sid().toString()));
    }
}
