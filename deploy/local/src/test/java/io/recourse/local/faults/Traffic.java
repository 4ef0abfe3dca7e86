package io.recourse.local.faults;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What customers do all day: of four requests one files a complaint, two read one, and one reads a list. */
final class Traffic implements AutoCloseable {
    private static final int AT_MOST_OPEN = 1500;

    /** How it was answered, by status (0: not at all), and how long the good answers took. */
    record Result(Duration time, Map<Integer, Long> statuses, Histogram micros) {
        double perSecond() {
            return micros.getTotalCount() / (time.toMillis() / 1000.0);
        }

        long count(int status) {
            return statuses.getOrDefault(status, 0L);
        }

        double p99Millis() {
            return micros.getValueAtPercentile(99) / 1000.0;
        }

        @Override
        public String toString() {
            return "%.0f answers/s in %d s, p50 %.1f ms, p99 %.1f ms, at most %.0f ms, by status %s"
                    .formatted(
                            perSecond(),
                            time.toSeconds(),
                            micros.getValueAtPercentile(50) / 1000.0,
                            p99Millis(),
                            micros.getMaxValue() / 1000.0,
                            statuses);
        }
    }

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<Customer> customers;
    private final AtomicLong number = new AtomicLong();
    private volatile long complaint;

    Traffic(List<Customer> customers) {
        this.customers = customers;
    }

    /** As much as so many clients get answered that ask again as soon as they have an answer. */
    Result asMuchAsPossible(int clients, Duration time) throws InterruptedException {
        Recording recording = new Recording();
        long end = System.nanoTime() + time.toNanos();
        CountDownLatch done = new CountDownLatch(clients);
        for (int i = 0; i < clients; i++) {
            again(recording, end, done);
        }
        done.await();
        return recording.result();
    }

    private void again(Recording recording, long end, CountDownLatch done) {
        if (System.nanoTime() > end) {
            done.countDown();
        } else {
            ask(recording).whenComplete((answered, failure) -> again(recording, end, done));
        }
    }

    /** So many requests a second, whatever the answers. */
    Result steadily(double perSecond, Duration time) throws InterruptedException {
        Recording recording = new Recording();
        Semaphore room = new Semaphore(AT_MOST_OPEN);
        long started = System.nanoTime();
        AtomicLong sent = new AtomicLong();
        var ticks = timer.scheduleAtFixedRate(
                () -> {
                    long due = (long) ((System.nanoTime() - started) / 1e9 * perSecond);
                    while (sent.get() < due) {
                        sent.incrementAndGet();
                        if (room.tryAcquire()) {
                            ask(recording).whenComplete((answered, failure) -> room.release());
                        }
                    }
                },
                0,
                2,
                TimeUnit.MILLISECONDS);
        new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        ticks.cancel(false);
        room.acquire(AT_MOST_OPEN);
        return recording.result();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        http.close();
    }

    private CompletableFuture<Void> ask(Recording recording) {
        long mine = number.incrementAndGet();
        Customer customer = customers.get((int) (mine % customers.size()));
        HttpRequest request =
                switch ((int) (mine % 4)) {
                    case 0 ->
                        customer.request("/api/complaints")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("""
                                        {"title": "Load %d", "description": "The invoice of May was paid twice.",
                                         "priority": "medium", "category": "billing"}""".formatted(mine)))
                                .build();
                    case 1 -> customer.request("/api/complaints?limit=20").build();
                    default ->
                        complaint == 0
                                ? customer.request("/api/complaints?limit=1").build()
                                : customers
                                        .getFirst()
                                        .request("/api/complaints/" + complaint)
                                        .build();
                };
        long started = System.nanoTime();
        return http.sendAsync(request, BodyHandlers.ofString()).handle((answer, failure) -> {
            int status = answer == null ? 0 : answer.statusCode();
            if (status == 201 && customer == customers.getFirst() && complaint == 0) {
                complaint = new io.vertx.core.json.JsonObject(answer.body()).getLong("id");
            }
            recording.add(status, System.nanoTime() - started);
            return null;
        });
    }

    private static final class Recording {
        private final long started = System.nanoTime();
        private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
        private final Histogram micros = new ConcurrentHistogram(3);

        void add(int status, long nanos) {
            statuses.computeIfAbsent(status, absent -> new LongAdder()).increment();
            if (status >= 200 && status < 300) {
                micros.recordValue(nanos / 1000);
            }
        }

        Result result() {
            Map<Integer, Long> counts = new TreeMap<>();
            statuses.forEach((status, count) -> counts.put(status, count.sum()));
            return new Result(Duration.ofNanos(System.nanoTime() - started), counts, micros);
        }
    }
}
