package io.recourse.escalation.loop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class WorkLoopTest {

    private static final Duration RARELY = Duration.ofHours(1);
    private static final Clock CLOCK = Clock.systemUTC();

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger passes = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    private WorkLoop loop(Supplier<Uni<Instant>> pass) {
        return new WorkLoop(
                "test", RARELY, () -> pass.get().onSubscription().invoke(passes::incrementAndGet), CLOCK, vertx);
    }

    private void awaitPasses(int count) {
        await().atMost(Duration.ofSeconds(10)).until(() -> passes.get() >= count);
    }

    @Test
    void runsAgainWhenThePassSaysSo() {
        WorkLoop loop = loop(
                () -> Uni.createFrom().item(passes.get() < 3 ? CLOCK.instant().plusMillis(10) : null));

        loop.start();

        awaitPasses(3);
    }

    @Test
    void runsEarlierWhenItIsWoken() {
        WorkLoop loop = loop(() -> Uni.createFrom().item(CLOCK.instant().plus(RARELY)));
        loop.start();
        awaitPasses(1);

        loop.wakeAt(CLOCK.instant().plusMillis(10));

        awaitPasses(2);
    }

    @Test
    void isNotWokenInVainWhileAPassIsUnderWay() {
        WorkLoop[] loop = new WorkLoop[1];
        loop[0] = loop(() -> {
            if (passes.get() == 0) {
                loop[0].wake();
            }
            return Uni.createFrom().nullItem();
        });

        loop[0].start();

        awaitPasses(2);
    }

    @Test
    void goesOnAfterAFailure() {
        WorkLoop loop = loop(() -> passes.get() < 2
                ? Uni.createFrom().failure(new IllegalStateException("the database is away"))
                : Uni.createFrom().nullItem());

        loop.start();

        awaitPasses(3);
    }

    @Test
    void beginsNoPassOnceItIsStopped() {
        WorkLoop loop = loop(() -> Uni.createFrom().nullItem());
        loop.stop();

        loop.start();
        loop.wake();

        assertThat(passes).hasValue(0);
    }
}
