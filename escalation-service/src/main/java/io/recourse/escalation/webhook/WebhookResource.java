package io.recourse.escalation.webhook;

import java.util.List;
import java.util.UUID;

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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.recourse.escalation.event.ComplaintEvent;
import io.recourse.platform.http.JsonRequests;
import io.recourse.platform.http.Preconditions;
import io.recourse.platform.idempotency.Idempotency;
import io.recourse.platform.page.Cursor;
import io.recourse.platform.page.Limit;
import io.recourse.platform.page.Page;
import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.problem.UnprocessableException;
import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The webhooks over HTTP. */
@Path("/api/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Webhooks", description = "Events of complaints, sent to other systems")
@APIResponse(responseCode = "401", description = "No valid token")
@APIResponse(responseCode = "403", description = "Not an admin")
public class WebhookResource {

    private static final String LIST = "webhooks";
    private static final String DELIVERIES = "webhook-deliveries";

    private final Webhooks webhooks;
    private final DeliveryLog log;
    private final WebhookClient client;
    private final WebhookDispatcher dispatcher;
    private final Idempotency idempotency;
    private final CurrentCaller caller;
    private final JsonRequests requests;

    @Inject
    WebhookResource(
            Webhooks webhooks,
            DeliveryLog log,
            WebhookClient client,
            WebhookDispatcher dispatcher,
            Idempotency idempotency,
            CurrentCaller caller,
            JsonRequests requests) {
        this.webhooks = webhooks;
        this.log = log;
        this.client = client;
        this.dispatcher = dispatcher;
        this.idempotency = idempotency;
        this.caller = caller;
        this.requests = requests;
    }

    @GET
    @Operation(summary = "The webhooks, the oldest first")
    @APIResponse(responseCode = "200", description = "A page of webhooks, without their secrets")
    @APIResponse(responseCode = "400", description = "A bad limit or cursor")
    public Uni<Page<WebhookView>> list(
            @Parameter(description = "1 to 100, 20 by default") @QueryParam("limit") String limit,
            @Parameter(description = "next_cursor of the page before") @QueryParam("cursor") String cursor) {
        int size = Limit.parse(limit);
        Cursor after = cursor == null ? null : Cursor.decode(cursor, LIST, 2);
        return webhooks.oldestFirst(
                        after == null ? null : new Webhooks.Position(after.instant(0), after.uuid(1)), size + 1)
                .map(rows -> Page.of(
                        rows,
                        size,
                        last -> new Cursor(
                                LIST,
                                List.of(last.createdAt().toString(), last.id().toString()))));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Adds a webhook",
            description = "Each event of the types named is posted to the URL as CloudEvents 1.0 JSON, with"
                    + " X-Recourse-Event, X-Recourse-Delivery (the same on retries), X-Recourse-Timestamp (Unix seconds)"
                    + " and X-Recourse-Signature: sha256=<hex HMAC-SHA256 of timestamp + \".\" + body>, keyed with the"
                    + " secret. What is not answered with a 2xx within 10 s is tried again for 24 hours, later each time;"
                    + " after 20 failures in a row the webhook is left alone for 5 minutes. Redirects are not followed."
                    + " Internal comments are never sent.")
    @APIResponse(
            responseCode = "201",
            description = "The webhook, with its ETag and Location",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    @APIResponse(responseCode = "400", description = "No http or https URL, an unknown type of event, or no secret")
    @APIResponse(responseCode = "422", description = "The URL leads to an address that is not of the public internet")
    public Uni<RestResponse<WebhookView>> define(
            @HeaderParam(Idempotency.HEADER) String key, @Valid @NotNull DefineWebhook request) {
        requireKnown(request.events());
        String asking = caller.get().id().toString();
        return requireCallable(request.url())
                .chain(() -> idempotency.once(key, asking, request, () -> webhooks.define(request)
                        .map(webhook -> RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, webhook)
                                .header(HttpHeaders.LOCATION, "/api/webhooks/" + webhook.id())
                                .header(HttpHeaders.ETAG, Preconditions.etag(webhook.version()))
                                .build())));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A webhook")
    @APIResponse(responseCode = "200", description = "The webhook, with its ETag")
    @APIResponse(responseCode = "404", description = "No such webhook")
    public Uni<RestResponse<WebhookView>> get(@PathParam("id") UUID id) {
        return webhooks.find(id).map(WebhookResource::tagged);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(summary = "Changes a webhook: its URL, events or secret, or whether it is active")
    @RequestBody(content = @Content(schema = @Schema(implementation = ChangeWebhook.class)))
    @APIResponse(responseCode = "200", description = "The webhook as it is now, with its ETag")
    @APIResponse(responseCode = "400", description = "No http or https URL, an unknown type of event, an unknown field")
    @APIResponse(responseCode = "404", description = "No such webhook")
    @APIResponse(responseCode = "412", description = "The webhook is no longer the one that If-Match names")
    @APIResponse(responseCode = "422", description = "The URL leads to an address that is not of the public internet")
    public Uni<RestResponse<WebhookView>> change(
            @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, JsonNode sent)
            throws JsonProcessingException {
        ChangeWebhook request = requests.read(sent, ChangeWebhook.class);
        JsonRequests.requireNoNull(sent, "url", "events", "secret", "active");
        if (request.events() != null) {
            requireKnown(request.events());
        }
        Uni<Void> callable = request.url() == null ? Uni.createFrom().voidItem() : requireCallable(request.url());
        return callable.chain(() -> webhooks.change(id, request, ifMatch)).map(WebhookResource::tagged);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Deletes a webhook with its deliveries")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "404", description = "No such webhook")
    @APIResponse(responseCode = "412", description = "The webhook is no longer the one that If-Match names")
    public Uni<Void> delete(@PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        return webhooks.delete(id, ifMatch);
    }

    @GET
    @Path("/{id}/deliveries")
    @Operation(
            summary = "The deliveries to a webhook, newest first",
            description =
                    "Kept for seven days. What they said is erased earlier: with the complaint, or with the person"
                            + " who filed it or did what they tell of. Such a delivery cannot be made again; if it still waited,"
                            + " it is given up. A deletion is still told, once.")
    @APIResponse(responseCode = "200", description = "A page of deliveries")
    @APIResponse(responseCode = "400", description = "A bad limit or cursor")
    @APIResponse(responseCode = "404", description = "No such webhook")
    public Uni<Page<DeliveryView>> deliveries(
            @PathParam("id") UUID id,
            @Parameter(description = "1 to 100, 20 by default") @QueryParam("limit") String limit,
            @Parameter(description = "next_cursor of the page before") @QueryParam("cursor") String cursor) {
        int size = Limit.parse(limit);
        Cursor after = cursor == null ? null : Cursor.decode(cursor, DELIVERIES, 2);
        DeliveryLog.Position position =
                after == null ? null : new DeliveryLog.Position(after.instant(0), after.uuid(1));
        return webhooks.find(id)
                .chain(() -> log.newestFirst(id, position, size + 1))
                .map(rows -> Page.of(
                        rows,
                        size,
                        last -> new Cursor(
                                DELIVERIES,
                                List.of(last.createdAt().toString(), last.id().toString()))));
    }

    @POST
    @Path("/{id}/deliveries/{delivery_id}/replay")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Makes a delivery again, under the same X-Recourse-Delivery")
    @APIResponse(responseCode = "202", description = "The delivery, which waits")
    @APIResponse(responseCode = "404", description = "No such webhook, or no such delivery to it")
    @APIResponse(responseCode = "409", description = "What it said has been erased")
    public Uni<RestResponse<DeliveryView>> replay(@PathParam("id") UUID id, @PathParam("delivery_id") UUID deliveryId) {
        return log.replay(id, deliveryId)
                .invoke(dispatcher::wake)
                .map(delivery -> RestResponse.status(RestResponse.Status.ACCEPTED, delivery));
    }

    private static void requireKnown(List<String> events) {
        for (int i = 0; i < events.size(); i++) {
            if (ComplaintEvent.Kind.of(events.get(i)).isEmpty()) {
                throw new InvalidInputException(
                        "events." + i, "must be one of " + String.join(", ", ComplaintEvent.Kind.types()));
            }
        }
    }

    /** A name that cannot be resolved now may be later: each delivery looks again. */
    private Uni<Void> requireCallable(String url) {
        Target target = Target.of(url)
                .orElseThrow(() -> new InvalidInputException(
                        "url", "must be an http or https URL without credentials, of at most 2000 characters"));
        return client.addressOf(target)
                .replaceWithVoid()
                .onFailure(ForbiddenTargetException.class)
                .transform(forbidden -> new UnprocessableException("url", forbidden.getMessage()))
                .onFailure(java.net.UnknownHostException.class)
                .recoverWithNull();
    }

    private static RestResponse<WebhookView> tagged(WebhookView webhook) {
        return RestResponse.ResponseBuilder.ok(webhook)
                .header(HttpHeaders.ETAG, Preconditions.etag(webhook.version()))
                .build();
    }
}
