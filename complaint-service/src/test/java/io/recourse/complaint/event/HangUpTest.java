package io.recourse.complaint.event;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Inject;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.outbox.Outbox;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

/** What becomes of a transaction whose client hangs up in the middle of it. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class HangUpTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Inject
    Outbox outbox;

    @Inject
    Pool database;

    @Inject
    Vertx vertx;

    @AfterEach
    void cleanUp() {
        database.query("drop table if exists hung_up").execute().await().atMost(LIMIT);
    }

    @Test
    void aTransactionThatHasBegunEnds() {
        CompletableFuture<Void> clientIsGone = new CompletableFuture<>();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        AtomicReference<Cancellable> client = new AtomicReference<>();
        Context request =
                VertxContext.createNewDuplicatedContext(vertx.getDelegate().getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(request, true);

        request.runOnContext(go -> client.set(outbox.inTransaction(() -> Panache.getSession()
                        .chain(session -> session.createNativeQuery("create table hung_up (id int)")
                                .executeUpdate())
                        .invoke(() -> begun.complete(null))
                        .chain(() -> Uni.createFrom().completionStage(clientIsGone))
                        .emitOn(command -> request.runOnContext(ignored -> command.run())))
                .subscribe()
                .with(done -> {})));
        await().atMost(LIMIT).until(() -> begun.isDone() && client.get() != null);
        client.get().cancel();
        clientIsGone.complete(null);

        await().atMost(LIMIT).until(this::isCommitted);
    }

    private boolean isCommitted() {
        return database.query("select to_regclass('hung_up') is not null as there")
                .execute()
                .await()
                .atMost(LIMIT)
                .iterator()
                .next()
                .getBoolean("there");
    }
}
