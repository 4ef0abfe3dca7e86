package io.recourse.classifier.budget;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.classifier.GeminiStandInResource;
import io.recourse.embedded.RecourseTestResource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
@QuarkusTestResource(GeminiStandInResource.class)
class BudgetTest {

    @Inject
    Pool database;

    /** A day that no other test spends anything on. */
    private final LocalDate day =
            LocalDate.of(3000, 1, 1).plusDays(ThreadLocalRandom.current().nextInt(100_000));

    @Test
    void twoReplicasShareOneBudgetOfRequests() {
        Budget first = budget(10, 1_000_000);
        Budget second = budget(10, 1_000_000);

        List<Uni<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            tries.add(succeeds(first.reserve(100)));
            tries.add(succeeds(second.reserve(100)));
        }
        List<Boolean> outcomes = Uni.join().all(tries).andFailFast().await().atMost(Duration.ofSeconds(10));

        assertEquals(10, outcomes.stream().filter(Boolean::booleanValue).count());
        assertEquals(new Spent(10, 1_000), spent(first));
    }

    @Test
    void refusesARequestWhoseTokensDoNotFit() {
        Budget budget = budget(10, 1_000);
        reserve(budget, 600);

        assertThrows(BudgetSpentException.class, () -> reserve(budget, 401));
        reserve(budget, 400);
        assertEquals(new Spent(2, 1_000), spent(budget));
    }

    @Test
    void refusesTheFirstRequestOfADayTooIfItDoesNotFit() {
        assertThrows(BudgetSpentException.class, () -> reserve(budget(10, 99), 100));
        assertThrows(BudgetSpentException.class, () -> reserve(budget(0, 1_000), 100));
    }

    @Test
    void countsWhatARequestReallyTook() {
        Budget budget = budget(10, 1_000);
        Reservation reservation = reserve(budget, 600);

        budget.settle(reservation, 150);

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertEquals(new Spent(1, 150), spent(budget)));
    }

    @Test
    void takesAPaymentBackThatComesTooLate() {
        Budget impatient = new Budget(database, config(10, 1_000, Duration.ofMillis(100)), clock(day));
        Budget budget = budget(10, 1_000);
        reserve(budget, 10);

        SqlConnection other = database.getConnection().await().indefinitely();
        Transaction lock = other.begin().await().indefinitely();
        other.preparedQuery("select 1 from gemini_budget where day = $1 for update")
                .execute(Tuple.of(day))
                .await()
                .indefinitely();
        assertThrows(CompletionException.class, () -> reserve(impatient, 600));
        lock.rollback().chain(other::close).await().indefinitely();

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertEquals(new Spent(1, 10), spent(budget)));
    }

    @Test
    void beginsAnewOnTheNextDay() {
        Budget today = budget(1, 1_000);
        reserve(today, 100);
        assertThrows(BudgetSpentException.class, () -> reserve(today, 100));

        Budget tomorrow = new Budget(database, config(1, 1_000), clock(day.plusDays(1)));

        reserve(tomorrow, 100);
    }

    private static Uni<Boolean> succeeds(Uni<Reservation> reservation) {
        return reservation
                .replaceWith(true)
                .onFailure(BudgetSpentException.class)
                .recoverWithItem(false);
    }

    private static Reservation reserve(Budget budget, long tokens) {
        return budget.reserve(tokens).await().atMost(Duration.ofSeconds(5));
    }

    private Spent spent(Budget budget) {
        return budget.spent(day).await().atMost(Duration.ofSeconds(5));
    }

    private Budget budget(long requests, long tokens) {
        return new Budget(database, config(requests, tokens), clock(day));
    }

    private static Clock clock(LocalDate day) {
        Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        return Clock.fixed(noon, ZoneOffset.UTC);
    }

    private static BudgetConfig config(long requests, long tokens) {
        return config(requests, tokens, Duration.ofSeconds(5));
    }

    private static BudgetConfig config(long requests, long tokens, Duration answerWithin) {
        return new BudgetConfig() {
            @Override
            public long requestsPerDay() {
                return requests;
            }

            @Override
            public long tokensPerDay() {
                return tokens;
            }

            @Override
            public Duration answerWithin() {
                return answerWithin;
            }
        };
    }
}
