package io.recourse.classifier.usage;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.recourse.classifier.budget.Budget;
import io.recourse.classifier.budget.BudgetConfig;
import io.recourse.classifier.budget.Spent;
import io.recourse.classifier.label.Source;
import io.recourse.classifier.suggestion.Agreement;
import io.recourse.classifier.suggestion.Suggestions;
import io.recourse.classifier.suggestion.Suggestions.SourceAgreement;
import io.recourse.classifier.usage.UsageCounts.Counts;
import io.recourse.classifier.usage.UsageView.AgreementView;
import io.recourse.classifier.usage.UsageView.Amount;
import io.recourse.classifier.usage.UsageView.BySource;
import io.recourse.classifier.usage.UsageView.LabelAgreement;
import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What classifying costs and what it is good for. */
@Path("/api/classify/usage")
@Tag(name = "Classification")
@Produces(MediaType.APPLICATION_JSON)
public class UsageResource {

    private static final Duration DATABASE_ANSWERS_WITHIN = Duration.ofSeconds(5);

    private final UsageCounts counts;
    private final Budget budget;
    private final BudgetConfig limits;
    private final Suggestions suggestions;
    private final Clock clock;

    @Inject
    UsageResource(UsageCounts counts, Budget budget, BudgetConfig limits, Suggestions suggestions, Clock clock) {
        this.counts = counts;
        this.budget = budget;
        this.limits = limits;
        this.suggestions = suggestions;
        this.clock = clock;
    }

    /**
     * The usage of a day.
     *
     * @param asked the day, as {@code 2026-11-20}; today when absent
     */
    @GET
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(
            summary = "A day's requests, tokens, cache hits, budget left and agreement",
            description = "The day is that of UTC. Agreement is counted on the day on which a person labelled, resolved"
                    + " or closed the complaint.")
    @APIResponse(responseCode = "200", description = "The usage of all replicas together")
    @APIResponse(responseCode = "400", description = "What day is, is no day")
    @APIResponse(responseCode = "401", description = "No valid token")
    @APIResponse(responseCode = "403", description = "Not an admin")
    @APIResponse(responseCode = "503", description = "The database is away; `Retry-After` says when to ask again")
    public Uni<UsageView> of(
            @Parameter(description = "a day (UTC) as 2026-11-20, today by default") @RestQuery("day") String asked) {
        LocalDate day = asked == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : parse(asked);
        return Uni.combine()
                .all()
                .unis(counts.read(day), budget.spent(day), suggestions.agreement(day))
                .asTuple()
                .ifNoItem()
                .after(DATABASE_ANSWERS_WITHIN)
                .failWith(TimeoutException::new)
                .map(read -> view(day, read.getItem1(), read.getItem2(), read.getItem3()));
    }

    private static LocalDate parse(String day) {
        if (!day.strip().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            throw new InvalidInputException("day", "must be a day as 2026-11-20");
        }
        try {
            return LocalDate.parse(day.strip());
        } catch (DateTimeParseException noDay) {
            throw new InvalidInputException("day", "must be a day of the calendar");
        }
    }

    private UsageView view(
            LocalDate day, Map<Source, Counts> done, Spent spent, Map<Source, SourceAgreement> agreement) {
        Counts gemini = done.getOrDefault(Source.GEMINI, Counts.NONE);
        Counts fallback = done.getOrDefault(Source.FALLBACK, Counts.NONE);
        return new UsageView(
                day,
                new BySource<>(gemini.requests(), fallback.requests()),
                new BySource<>(spent.tokens(), 0L),
                gemini.cacheHits() + fallback.cacheHits(),
                new Amount(limits.requestsPerDay(), limits.tokensPerDay()),
                new Amount(
                        Math.max(0, limits.requestsPerDay() - spent.requests()),
                        Math.max(0, limits.tokensPerDay() - spent.tokens())),
                new BySource<>(view(agreement.get(Source.GEMINI)), view(agreement.get(Source.FALLBACK))));
    }

    private static AgreementView view(SourceAgreement agreement) {
        return agreement == null
                ? new AgreementView(view(Agreement.NONE), view(Agreement.NONE))
                : new AgreementView(view(agreement.category()), view(agreement.priority()));
    }

    private static LabelAgreement view(Agreement agreement) {
        Double share = agreement.chosen() == 0 ? null : (double) agreement.agreed() / agreement.chosen();
        return new LabelAgreement(agreement.chosen(), agreement.agreed(), share);
    }
}
