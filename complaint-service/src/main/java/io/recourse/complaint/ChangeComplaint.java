package io.recourse.complaint;

import java.util.Optional;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.recourse.platform.http.JsonRequests;
import io.recourse.platform.json.CleanText;
import io.recourse.platform.problem.InvalidInputException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** New values for some fields of a complaint (JSON merge patch: what is absent stays, null clears). */
@RegisterForReflection(registerFullHierarchy = true)
@Schema(name = "ChangeComplaint")
public record ChangeComplaint(
        @Size(min = 3, max = 200) String title,
        @Size(min = 1, max = 10_000) String description,
        ComplaintStatus status,
        Priority priority,
        Category category,
        Visibility visibility,
        @Positive Integer serviceTypeId,
        @Size(max = 10_000) String resolution) {

    private static final String[] NEVER_NULL = {"title", "description", "status", "priority", "category", "visibility"};

    public ChangeComplaint {
        title = CleanText.onOneLine(title);
    }

    /**
     * The revision that the patch asks for.
     *
     * @param sent the patch as sent, which alone tells an absent field from a null
     * @throws InvalidInputException (400) for a null where there must be a value
     */
    public Revision revision(JsonNode sent) {
        JsonRequests.requireNoNull(sent, NEVER_NULL);
        return new Revision(
                Optional.ofNullable(title),
                Optional.ofNullable(description),
                Optional.ofNullable(visibility),
                Optional.ofNullable(priority),
                Optional.ofNullable(category),
                sent.has("service_type_id") ? Optional.of(Optional.ofNullable(serviceTypeId)) : Optional.empty(),
                sent.has("resolution") ? Optional.of(Optional.ofNullable(resolution)) : Optional.empty());
    }
}
