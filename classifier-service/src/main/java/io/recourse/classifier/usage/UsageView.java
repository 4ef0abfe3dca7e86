package io.recourse.classifier.usage;

import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A day of classifying.
 *
 * @param day        the day (UTC)
 * @param requests   texts that each source classified
 * @param tokens     tokens that each source took, in and out
 * @param cacheHits  texts that were not classified again, because their labels were known
 * @param budget     what may be spent on Gemini in a day
 * @param budgetLeft what is left of it
 * @param agreement  how often people, on that day, chose what had been suggested
 */
@Schema(description = "A day of classifying, over all replicas")
public record UsageView(
        LocalDate day,
        BySource<Long> requests,
        BySource<Long> tokens,
        long cacheHits,
        Amount budget,
        Amount budgetLeft,
        BySource<AgreementView> agreement) {

    /** The same for each source. */
    public record BySource<T>(T gemini, T fallback) {}

    /**
     * An amount of Gemini.
     *
     * @param requests HTTP requests, second tries included
     * @param tokens   tokens, in and out
     */
    public record Amount(long requests, long tokens) {}

    /** Agreement in each of the two labels. */
    public record AgreementView(LabelAgreement category, LabelAgreement priority) {}

    /**
     * Agreement in a label. Counted are complaints whose label was suggested and which a person then labelled, resolved
     * or closed.
     *
     * @param chosen complaints that people decided on
     * @param agreed those of them that have the suggested label
     * @param share  agreed / chosen, 0 to 1; null when there was none
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record LabelAgreement(
            long chosen,
            long agreed,
            @Schema(nullable = true) Double share) {}
}
