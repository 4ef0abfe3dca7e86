package io.recourse.classifier.dialect;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.recourse.classifier.ClassificationResource;
import io.recourse.classifier.ClassifyText;
import io.recourse.classifier.label.Category;
import io.recourse.classifier.label.Priority;
import io.recourse.platform.dialect.Sent;
import io.recourse.platform.http.JsonRequests;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the ticket desk's clients have a text classified. */
@Path("/dialects/ticket-desk/api/tickets/classify")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Dialect: ticket desk")
public class TicketDeskClassificationResource {

    @Inject
    ClassificationResource classifications;

    @Inject
    JsonRequests requests;

    /** A text. */
    @Schema(name = "TicketDeskText")
    record Text(String description) {}

    /** What it is about, and how urgent it is. */
    @Schema(name = "TicketDeskSuggestion")
    record Suggestion(Category suggestedCategory, Priority suggestedPriority) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Suggest category and priority of a ticket")
    @RequestBody(content = @Content(schema = @Schema(implementation = Text.class)))
    @APIResponse(responseCode = "200", description = "The suggestion")
    public Uni<Suggestion> classify(JsonNode body) throws JsonProcessingException {
        Sent sent = Sent.of(body).with("description").with("title");
        return classifications
                .classify(requests.read(sent.request(), ClassifyText.class))
                .map(found -> new Suggestion(found.suggestedCategory(), found.suggestedPriority()));
    }
}
