package io.recourse.classifier;

import java.time.Duration;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.recourse.classifier.budget.Allowance;
import io.recourse.classifier.duplicate.Duplicates;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Suggestions on request. */
@Path("/api/classify")
@Tag(name = "Classification", description = "Suggestions of category and priority")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ClassificationResource {

    private static final Duration DATABASE_ANSWERS_WITHIN = Duration.ofMillis(500);

    private final Classifier classifier;
    private final Allowance allowance;
    private final Duplicates duplicates;
    private final CurrentCaller caller;

    @Inject
    ClassificationResource(Classifier classifier, Allowance allowance, Duplicates duplicates, CurrentCaller caller) {
        this.classifier = classifier;
        this.duplicates = duplicates;
        this.allowance = allowance;
        this.caller = caller;
    }

    /** Suggests category and priority of a text. */
    @POST
    @RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
    @Operation(
            summary = "Suggest category and priority",
            description = "Answers within five seconds, whatever becomes of Gemini: then with the local model, and"
                    + " `source` says so. The text is neither stored nor logged; e-mail addresses, card numbers, IBANs"
                    + " and phone numbers in it are masked before it leaves for Gemini. Who sends more than 100 texts at"
                    + " once, or one every two seconds for long, is answered by the local model too. Where they are"
                    + " switched on, the answer also has a one-line `summary` (for staff), the `language`, and"
                    + " `duplicate_candidates` among the caller's own earlier complaints; a `summary` is text that nobody"
                    + " has checked, to be shown as text.")
    @APIResponse(responseCode = "200", description = "The suggestion")
    @APIResponse(responseCode = "400", description = "The text is missing, too long or not text; `violations` says")
    @APIResponse(responseCode = "401", description = "No valid token")
    public Uni<Classification> classify(@Valid @NotNull ClassifyText request) {
        Caller asking = caller.get();
        Uni<Classification> found = allowance.take(asking.id())
                ? classifier.classify(request.text())
                : Uni.createFrom().item(() -> classifier.classifyLocally(request.text()));
        return found.map(all -> asking.isStaff() ? all : all.withoutSummary())
                .chain(seen -> withDuplicates(seen, request, asking));
    }

    /** Nobody waits for the database: without it, there are no candidates. */
    private Uni<Classification> withDuplicates(Classification found, ClassifyText request, Caller asking) {
        if (!duplicates.areWanted()) {
            return Uni.createFrom().item(found);
        }
        return duplicates
                .of(request.text(), asking.id(), null, Long.MAX_VALUE)
                .ifNoItem()
                .after(DATABASE_ANSWERS_WITHIN)
                .fail()
                .onFailure()
                .recoverWithItem(List.of())
                .map(found::withDuplicates);
    }
}
