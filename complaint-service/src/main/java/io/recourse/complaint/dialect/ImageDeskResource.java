package io.recourse.complaint.dialect;

import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.recourse.complaint.Category;
import io.recourse.complaint.ComplaintFilter;
import io.recourse.complaint.ComplaintForm;
import io.recourse.complaint.ComplaintView;
import io.recourse.complaint.ComplaintView.PersonView;
import io.recourse.complaint.Priority;
import io.recourse.complaint.Visibility;
import io.recourse.complaint.board.PublicComplaint;
import io.recourse.platform.dialect.Sent;
import io.recourse.platform.problem.InvalidInputException;
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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** The image desk: complaints with images, of which the public ones are on a board that needs no token. */
@Path("/dialects/image-desk/complain")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Dialect: image desk")
public class ImageDeskResource {

    @Inject
    OlderDesk desk;

    @Inject
    NumberedPages pages;

    @Inject
    CurrentCaller caller;

    /** A complaint as it is filed. */
    @Schema(name = "ImageDeskComplaintRequest")
    record CreateComplaint(
            String title,
            String description,
            String priority,
            String category,

            @Schema(name = "public", description = "Whether it is on the board; false by default")
            Boolean isPublic) {}

    /** How a complaint goes on. */
    @Schema(name = "ImageDeskProgress")
    record Progress(
            long id,

            @Schema(description = "pending, in_progress, escalated, resolved, closed, cancelled; or per cent, 0 to 100")
            String progress,

            @Schema(description = "The same") String status) {}

    /** Which complaint is meant. */
    @Schema(name = "ImageDeskReference")
    record Reference(long id) {}

    /** What was done. */
    @Schema(name = "ImageDeskMessage")
    record Message(long id, String message) {}

    /** A complaint as this desk shows it; on the board, without whose it is and what it says. */
    @Schema(name = "ImageDeskComplaint")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Complaint(
            long id,
            String title,
            String description,
            String status,
            String progress,
            Category category,
            Priority priority,
            @JsonProperty("public") Boolean isPublic,
            String username,
            String assignedTo,
            List<String> images,
            Instant createdAt,
            Instant updatedAt) {

        static Complaint of(ComplaintView complaint) {
            String status = Vocabulary.IMAGE_DESK.of(complaint.status());
            PersonView assignee = complaint.assignedTo();
            return new Complaint(
                    complaint.id(),
                    complaint.title(),
                    complaint.description(),
                    status,
                    status,
                    complaint.category(),
                    complaint.priority(),
                    complaint.visibility() == Visibility.PUBLIC,
                    complaint.createdBy().username(),
                    assignee == null ? null : assignee.username(),
                    complaint.images().stream()
                            .map(image -> "/complain/%d/images/%d".formatted(complaint.id(), image.id()))
                            .toList(),
                    complaint.createdAt(),
                    complaint.updatedAt());
        }

        static Complaint of(PublicComplaint complaint) {
            String status = Vocabulary.IMAGE_DESK.of(complaint.status());
            return new Complaint(
                    complaint.id(),
                    complaint.title(),
                    null,
                    status,
                    status,
                    complaint.category(),
                    null,
                    true,
                    null,
                    null,
                    null,
                    complaint.createdAt(),
                    null);
        }
    }

    @GET
    @PermitAll
    @Operation(
            summary = "List complaints, newest first",
            description =
                    "An array of up to 20; the header Link leads on. Without a token, the public board, which does "
                            + "not tell who filed what and so is not searched by username.")
    public Uni<RestResponse<List<Complaint>>> list(
            @Parameter(description = "1 to 50") @RestQuery String page,
            @Parameter(description = "Whose") @RestQuery String username,
            @Context UriInfo uri) {
        int number = NumberedPages.parse(page);
        ComplaintFilter filter = new Wanted().createdBy(username).filter();
        return caller.find()
                .chain(sender -> sender.isEmpty()
                        ? pages.ofBoard(number).map(found -> found.answer(uri, Complaint::of))
                        : pages.of(filter, number, sender.get()).map(found -> found.answer(uri, Complaint::of)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "File a complaint",
            description = "To file it with images, send multipart/form-data with the same fields and up to 3 files.")
    @RequestBody(
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = CreateComplaint.class)),
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(implementation = CreateComplaint.class))
            })
    @APIResponse(responseCode = "201", description = "The complaint")
    public Uni<RestResponse<Complaint>> create(JsonNode body) {
        return create(Sent.of(body), List.of());
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Uni<RestResponse<Complaint>> createWithImages(MultipartFormDataInput input) {
        ComplaintForm form = desk.form(input);
        return create(Sent.of(form.fields()), form.images());
    }

    private Uni<RestResponse<Complaint>> create(Sent sent, List<java.nio.file.Path> files) {
        sent.with("title")
                .with("description", "description", "complain", "complaint")
                .with("priority")
                .with("category")
                .with("visibility")
                .withText("visibility", visibility(sent));
        return desk.file(sent, files)
                .map(filed -> ResponseBuilder.create(RestResponse.Status.CREATED, Complaint.of(filed))
                        .build());
    }

    private static Visibility visibility(Sent sent) {
        return switch (sent.text("public", "is_public")) {
            case null -> null;
            case "true", "True", "1" -> Visibility.PUBLIC;
            case "false", "False", "0" -> Visibility.PRIVATE;
            default -> throw new InvalidInputException("public", "must be true or false");
        };
    }

    @PUT
    @RolesAllowed({Role.AGENT_NAME, Role.ADMIN_NAME})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Say how a complaint goes on")
    @RequestBody(content = @Content(schema = @Schema(implementation = Progress.class)))
    @APIResponse(responseCode = "200", description = "The complaint after the change")
    public Uni<Complaint> progress(JsonNode body) {
        Sent sent = Sent.of(body);
        long id = sent.requiredNumber("id", "complaint_id", "complain_id");
        String word = sent.requiredText("status", "progress");
        return desk.change(id, sent, word(word), Vocabulary.IMAGE_DESK, null, Vocabulary.PRIORITIES)
                .map(Complaint::of);
    }

    /** Some clients tell progress in per cent. */
    private static String word(String progress) {
        if (!progress.strip().matches("[0-9]{1,3} ?%?")) {
            return progress;
        }
        int percent = Integer.parseInt(progress.replaceAll("[^0-9]", ""));
        if (percent > 100) {
            throw new InvalidInputException("progress", "must be a status, or from 0 to 100");
        }
        return percent == 0 ? "pending" : percent == 100 ? "resolved" : "in_progress";
    }

    @POST
    @Path("delete")
    @RolesAllowed(Role.ADMIN_NAME)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Delete a complaint with its images", description = "For admins, as everywhere.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Reference.class)))
    @APIResponse(responseCode = "200", description = "Deleted")
    public Uni<Message> delete(JsonNode body) {
        long id = Sent.of(body).requiredNumber("id", "complaint_id", "complain_id");
        return desk.delete(id).replaceWith(new Message(id, "Complaint deleted"));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Get a complaint")
    public Uni<Complaint> get(@RestPath long id) {
        return desk.get(id).map(Complaint::of);
    }
}
