package io.recourse.classifier;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Many callers at once. On platform threads: virtual ones that load classes hold on to their carriers, and on a machine
 * with two of them two callers that wait for the same class never go on.
 */
final class Together {
    private Together() {}

    /** Fails if one of them fails. */
    static void run(int callers, IntConsumer call) {
        try (var threads = Executors.newFixedThreadPool(callers)) {
            var calls = IntStream.range(0, callers)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> call.accept(i)))
                    .toList();
            for (Future<?> each : calls) {
                each.get();
            }
        } catch (ExecutionException failure) {
            throw new AssertionError(failure.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
