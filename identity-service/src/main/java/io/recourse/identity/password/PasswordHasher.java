package io.recourse.identity.password;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;

/**
 * Hashes and verifies passwords on a small pool of threads of its own, so that a wave of sign-ins slows sign-ins and
 * nothing else. Must not be called inside a transaction, which would hold its connection for as long as the queue is.
 */
@ApplicationScoped
public class PasswordHasher {

    private static final Duration LONGEST_HASH = Duration.ofSeconds(10);

    private final Argon2id parameters;

    /** Verified where there is no hash, so that an unknown name takes as long as a known one. */
    private final String nobodysHash;

    private final int maxWaiting;
    private final WorkerExecutor workers;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Timer timer;

    @Inject
    PasswordHasher(PasswordConfig config, Vertx vertx, MeterRegistry metrics) {
        this.parameters = new Argon2id(
                Math.toIntExact(config.memory().asLongValue() / 1024), config.iterations(), config.parallelism());
        int threads = config.threads().orElseGet(PasswordHasher::defaultThreads);
        this.nobodysHash = parameters.unmatchable();
        this.maxWaiting = config.maxWaiting() + threads;
        this.workers = vertx.createSharedWorkerExecutor(
                "recourse-passwords", threads, LONGEST_HASH.toMillis(), TimeUnit.MILLISECONDS);
        this.timer = Timer.builder("recourse.password.hash")
                .description("Time that hashing a password takes, without waiting for its turn")
                .register(metrics);
        metrics.gauge("recourse.password.waiting", waiting);
    }

    private static int defaultThreads() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }

    /**
     * Hashes a password.
     *
     * @return a PHC string; fails with {@link HasherBusyException} when too many wait already
     */
    public Uni<String> hash(String password) {
        return work(() -> parameters.hash(password));
    }

    /**
     * Verifies a password.
     *
     * @param stored the hash, null where there is none: then the answer is no, after the same time
     * @return whether it is the password; fails with {@link HasherBusyException} when too many wait already
     */
    public Uni<Boolean> matches(String password, String stored) {
        return work(() -> {
            boolean equal = Argon2id.matches(password, stored == null ? nobodysHash : stored);
            return equal && stored != null;
        });
    }

    /** Whether a hash was made with other parameters than those of the configuration. */
    public boolean isOutdated(String stored) {
        return !parameters.made(stored);
    }

    private <T> Uni<T> work(Callable<T> task) {
        return Uni.createFrom().deferred(() -> {
            if (waiting.incrementAndGet() > maxWaiting) {
                waiting.decrementAndGet();
                return Uni.createFrom().failure(new HasherBusyException());
            }
            return workers.executeBlocking(() -> timer.recordCallable(task), false)
                    .onTermination()
                    .invoke(waiting::decrementAndGet);
        });
    }

    @PreDestroy
    void close() {
        workers.closeAndForget();
    }
}
