package io.recourse.complaint.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkiverse.resteasy.problem.HttpProblem;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of one complaint.
 *
 * @param status  the HTTP status that the change would have had by itself
 * @param problem why it was not made; absent when it was
 */
@Schema(name = "BulkResult")
public record BulkResult(
        long id,
        int status,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(implementation = Object.class)
        HttpProblem problem) {}
