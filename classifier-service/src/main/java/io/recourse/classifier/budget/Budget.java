package io.recourse.classifier.budget;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;

/**
 * The daily budget for Gemini, one for all replicas: it is kept in the database. A request is paid for before it is
 * made, with an estimate of its tokens, so that many at once cannot overspend; the estimate is corrected afterwards.
 */
@ApplicationScoped
public class Budget {

    private static final Logger LOG = Logger.getLogger(Budget.class);

    /** One row a day; no row comes back when there is no room. */
    private static final String RESERVE = """
            insert into gemini_budget as b (day, requests, tokens)
            select $1, 1, $2::bigint where $3::bigint >= 1 and $4::bigint >= $2::bigint
            on conflict (day) do update set requests = b.requests + 1, tokens = b.tokens + excluded.tokens
            where b.requests < $3 and b.tokens + excluded.tokens <= $4
            returning day""";

    private static final String CORRECT =
            "update gemini_budget set requests = requests - $2, tokens = tokens - $3 where day = $1";

    private static final String SPENT = "select requests, tokens from gemini_budget where day = $1";

    private final Pool database;
    private final BudgetConfig config;
    private final Clock clock;

    @Inject
    Budget(Pool database, BudgetConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Pays for a request in advance.
     *
     * @param tokens what it is expected to take, in and out
     * @return fails with a {@link BudgetSpentException} when there is no room, and otherwise when the database is away
     */
    public Uni<Reservation> reserve(long tokens) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Uni<Reservation> payment = database.preparedQuery(RESERVE)
                .execute(Tuple.of(today, tokens, config.requestsPerDay(), config.tokensPerDay()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new BudgetSpentException();
                    }
                    return new Reservation(today, tokens);
                })
                .memoize()
                .indefinitely();
        return payment.ifNoItem().after(config.answerWithin()).recoverWithUni(() -> giveUp(payment));
    }

    /** Takes a payment back that comes through too late: its request is not made. */
    private Uni<Reservation> giveUp(Uni<Reservation> payment) {
        payment.chain(reservation -> correct(reservation, 1, reservation.tokens()))
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("A late payment has failed: %s", failure));
        return Uni.createFrom().failure(new TimeoutException());
    }

    /**
     * Corrects a payment in advance, in the background.
     *
     * @param tokens what the request really took
     */
    public void settle(Reservation reservation, long tokens) {
        correct(reservation, 0, reservation.tokens() - tokens)
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf("The budget stays a little off, the database is away: %s", failure));
    }

    private Uni<Void> correct(Reservation reservation, long fewerRequests, long fewerTokens) {
        return database.preparedQuery(CORRECT)
                .execute(Tuple.of(reservation.day(), fewerRequests, fewerTokens))
                .replaceWithVoid();
    }

    /** What the day has cost so far. */
    public Uni<Spent> spent(LocalDate day) {
        return database.preparedQuery(SPENT).execute(Tuple.of(day)).map(rows -> {
            for (Row row : rows) {
                return new Spent(row.getLong("requests"), row.getLong("tokens"));
            }
            return new Spent(0, 0);
        });
    }
}
