package io.recourse.classifier.gemini;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import io.recourse.classifier.budget.Budget;
import io.recourse.classifier.budget.BudgetSpentException;
import io.recourse.classifier.budget.Reservation;
import io.recourse.classifier.label.ComplaintText;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Google's model with everything around it that keeps its troubles from becoming ours: a time limit, one second try, a
 * circuit breaker, a bulkhead and the budget.
 */
@Startup
@ApplicationScoped
public class Gemini {

    /** The name of the circuit breaker. */
    public static final String BREAKER = "gemini";

    /** The limit for all is a little behind the limit of a call, so that the call ends by itself and is counted. */
    private static final Duration GRACE = Duration.ofMillis(100);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);

    private final GeminiClient client;
    private final GeminiConfig config;
    private final Budget budget;
    private final MeterRegistry metrics;
    private final Counter tokens;
    private final TroubleLog log;
    private final TypedGuard<Uni<GeminiAnswer>> guard;

    @Inject
    Gemini(GeminiClient client, GeminiConfig config, Budget budget, Clock clock, MeterRegistry metrics) {
        this.client = client;
        this.config = config;
        this.budget = budget;
        this.metrics = metrics;
        this.tokens = Counter.builder("recourse.classifier.gemini.tokens")
                .description("Tokens of requests to Gemini and of its answers, as far as it tells")
                .register(metrics);
        this.log = new TroubleLog(client.model(), clock);
        this.guard = guard(config);
    }

    private static TypedGuard<Uni<GeminiAnswer>> guard(GeminiConfig config) {
        return TypedGuard.create(new TypeLiteral<Uni<GeminiAnswer>>() {
                    private static final long serialVersionUID = 1;
                })
                .withDescription(BREAKER)
                .withCircuitBreaker()
                .name(BREAKER)
                .requestVolumeThreshold(config.breaker().calls())
                .failureRatio(config.breaker().failureRatio())
                .delay(config.breaker().openFor().toMillis(), ChronoUnit.MILLIS)
                .when(failure -> failure instanceof GeminiException gemini
                        && gemini.trouble().concernsAllTexts())
                .done()
                .withBulkhead()
                .limit(config.callsAtOnce())
                .queueSize(config.callsWaiting())
                .done()
                .build();
    }

    /** A timer that is born with its first call shows no increase. */
    void start(@Observes StartupEvent started) {
        timer("answered");
        for (Trouble trouble : Trouble.values()) {
            timer(trouble);
        }
    }

    /** Whether there is a key to call Gemini with. */
    public boolean isConfigured() {
        return config.apiKey().filter(key -> !key.isBlank()).isPresent();
    }

    /** The name of the model that is asked. */
    public String model() {
        return client.model();
    }

    /**
     * The text as it may leave for Gemini.
     *
     * @return without e-mail addresses, card numbers, IBANs and phone numbers
     */
    public static ComplaintText masked(ComplaintText text) {
        return new ComplaintText(PersonalData.mask(text.title()), PersonalData.mask(text.description()));
    }

    /**
     * Asks for the labels of a text.
     *
     * @param masked the text as {@link #masked} gives it
     * @return fails with a {@link GeminiException}, and nothing else, within the time limit
     */
    public Uni<GeminiAnswer> ask(ComplaintText masked) {
        Deadline deadline = Deadline.in(config.timeLimit());
        GenerateContent request = client.request(masked);
        return attempt(request, deadline)
                .onFailure(failure -> isWorthASecondTry(failure, deadline))
                .recoverWithUni(failure -> Uni.createFrom()
                        .voidItem()
                        .onItem()
                        .delayIt()
                        .by(pause(failure))
                        .chain(() -> attempt(request, deadline)))
                .ifNoItem()
                .after(config.timeLimit().plus(GRACE))
                .failWith(() -> GeminiException.of(Trouble.TOO_SLOW))
                .invoke(answer -> log.answered())
                .onFailure(GeminiException.class)
                .invoke(log::failed);
    }

    private Uni<GeminiAnswer> attempt(GenerateContent request, Deadline deadline) {
        return Uni.createFrom()
                .deferred(() -> guard.get(() -> paidCall(request, deadline)))
                .onFailure()
                .transform(Gemini::asTrouble);
    }

    private Uni<GeminiAnswer> paidCall(GenerateContent request, Deadline deadline) {
        if (deadline.left().compareTo(config.callNeeds()) < 0) {
            return Uni.createFrom().failure(GeminiException.of(Trouble.CROWDED));
        }
        long estimate = client.estimate(request);
        return budget.reserve(estimate)
                .onFailure()
                .transform(failure -> GeminiException.of(
                        failure instanceof BudgetSpentException ? Trouble.OVER_BUDGET : Trouble.BUDGET_UNKNOWN))
                .chain(reservation -> call(request, deadline, reservation));
    }

    private Uni<GeminiAnswer> call(GenerateContent request, Deadline deadline, Reservation reservation) {
        Timer.Sample sample = Timer.start(metrics);
        return client.send(request)
                .ifNoItem()
                .after(deadline.left())
                .failWith(() -> GeminiException.of(Trouble.TOO_SLOW))
                .onItemOrFailure()
                .invoke((answer, failure) -> {
                    sample.stop(
                            failure instanceof GeminiException gemini ? timer(gemini.trouble()) : timer("answered"));
                    long tokens = tokens(answer, failure, reservation);
                    this.tokens.increment(tokens);
                    budget.settle(reservation, tokens);
                });
    }

    private static long tokens(GeminiAnswer answer, Throwable failure, Reservation reservation) {
        if (answer != null) {
            return answer.tokens() < 0 ? reservation.tokens() : answer.tokens();
        }
        return failure instanceof GeminiException gemini
                ? gemini.tokensSpent(reservation.tokens())
                : reservation.tokens();
    }

    private Timer timer(Trouble trouble) {
        return timer(trouble.name().toLowerCase(Locale.ROOT));
    }

    private Timer timer(String outcome) {
        return Timer.builder("recourse.classifier.gemini.calls")
                .description("HTTP requests to Gemini")
                .tag("outcome", outcome)
                .register(metrics);
    }

    private boolean isWorthASecondTry(Throwable failure, Deadline deadline) {
        return failure instanceof GeminiException gemini
                && gemini.trouble().mayPass()
                && deadline.left().compareTo(pause(failure).plus(config.callNeeds())) >= 0;
    }

    private Duration pause(Throwable failure) {
        Duration asked = failure instanceof GeminiException gemini
                ? gemini.retryAfter().orElse(config.retryPause())
                : config.retryPause();
        return asked.isPositive() ? asked : SHORTEST_PAUSE;
    }

    private static GeminiException asTrouble(Throwable failure) {
        return switch (failure) {
            case GeminiException known -> known;
            case CircuitBreakerOpenException open -> GeminiException.of(Trouble.PAUSED);
            case BulkheadException full -> GeminiException.of(Trouble.CROWDED);
            default -> GeminiException.of(Trouble.UNREADABLE);
        };
    }
}
