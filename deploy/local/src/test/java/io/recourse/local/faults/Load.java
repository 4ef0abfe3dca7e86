package io.recourse.local.faults;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.vertx.core.json.JsonObject;
import org.awaitility.Awaitility;

/**
 * Files complaints at a steady rate, whatever the answers. Each has an Idempotency-Key, with which it is filed again until
 * somebody says that it is there; what was said is remembered.
 */
final class Load implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int CREATED = 201;
    /** With the detail that the answer has been lost: it is there, but nobody knows its number any more. */
    private static final int ANSWER_LOST = 409;

    /** One request and what came of it. */
    record Attempt(long startedNanos, Duration took, int status, boolean saysWhenToRetry, String body) {
        /** No HTTP came back: the connection was refused or broke. */
        static final int NO_ANSWER = 0;

        boolean created() {
            return status == CREATED;
        }

        boolean refusedProperly() {
            return status == 503 && saysWhenToRetry;
        }
    }

    /** A complaint that somebody wants filed. */
    private record Wanted(Customer customer, String title, String body) {}

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final List<Customer> customers;
    private final String priority;
    private final int ofSoMany;
    /** Of which the titles are made, and the keys: another load of the same customers must not be taken for this one. */
    private final String name = UUID.randomUUID().toString().substring(0, 8);

    private final AtomicLong count = new AtomicLong();
    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final Map<String, Wanted> wanted = new ConcurrentHashMap<>();
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<Long>> acknowledged = new ConcurrentHashMap<>();
    private volatile boolean finished;

    private Load(List<Customer> customers, String priority, int ofSoMany) {
        this.customers = customers;
        this.priority = priority;
        this.ofSoMany = ofSoMany;
    }

    /** Begins; the customers take turns. */
    static Load start(List<Customer> customers, int perSecond) {
        return start(customers, perSecond, "medium", 2);
    }

    /**
     * Begins; the customers take turns.
     *
     * @param priority that every complaint of so many has; the others have what the classifier suggests
     */
    static Load start(List<Customer> customers, int perSecond, String priority, int ofSoMany) {
        Load load = new Load(customers, priority, ofSoMany);
        load.timer.scheduleAtFixedRate(load::next, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
        return load;
    }

    Collection<Customer> customers() {
        return customers;
    }

    /** Titles of all that was ever wanted, of which each is unique. */
    Set<String> titles() {
        return Set.copyOf(wanted.keySet());
    }

    /** The numbers under which a title was acknowledged: one, none when the answer was lost. */
    Set<Long> acknowledged(String title) {
        return acknowledged.getOrDefault(title, Set.of());
    }

    /** The attempts that were begun since. */
    List<Attempt> since(long nanos) {
        return attempts.stream()
                .filter(attempt -> attempt.startedNanos() >= nanos)
                .toList();
    }

    List<Attempt> attempts(Predicate<Attempt> which) {
        return attempts.stream().filter(which).toList();
    }

    /** Files nothing new, and returns when all that was wanted is there. */
    Load finish() {
        finished = true;
        Awaitility.await("all complaints to be filed")
                .atMost(Duration.ofMinutes(3))
                .until(open::isEmpty);
        return this;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        http.close();
    }

    String summary() {
        List<Long> millis = attempts.stream()
                .filter(Attempt::created)
                .map(attempt -> attempt.took().toMillis())
                .sorted()
                .toList();
        Set<String> statuses = new HashSet<>();
        attempts.stream()
                .map(Attempt::status)
                .distinct()
                .forEach(status -> statuses.add(status + ": "
                        + attempts.stream()
                                .filter(attempt -> attempt.status() == status)
                                .count()));
        return "%d wanted, %d acknowledged, attempts by status %s, created in p50 %d ms, p99 %d ms, at most %d ms"
                .formatted(
                        wanted.size(), acknowledged.size(), statuses, at(millis, 0.5), at(millis, 0.99), at(millis, 1));
    }

    /** All answers that no fault excuses. */
    Stream<Attempt> mistakes() {
        return attempts.stream()
                .filter(attempt -> !attempt.created()
                        && !attempt.refusedProperly()
                        && attempt.status() != Attempt.NO_ANSWER
                        && attempt.status() != ANSWER_LOST);
    }

    private static long at(List<Long> sorted, double part) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * part));
    }

    private void next() {
        if (finished) {
            return;
        }
        long number = count.incrementAndGet();
        Customer customer = customers.get((int) (number % customers.size()));
        String title = "Fault %s %d".formatted(name, number);
        JsonObject body = new JsonObject().put("title", title).put("description", "The invoice of May was paid twice.");
        if (number % ofSoMany == 0) {
            body.put("priority", priority).put("category", "billing");
        }
        Wanted complaint = new Wanted(customer, title, body.encode());
        wanted.put(title, complaint);
        open.add(title);
        attempt(complaint);
    }

    private void attempt(Wanted complaint) {
        long started = System.nanoTime();
        HttpRequest request = complaint
                .customer()
                .request("/api/complaints")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", complaint.title().replace(' ', '-'))
                .POST(BodyPublishers.ofString(complaint.body()))
                .build();
        http.sendAsync(request, BodyHandlers.ofString()).whenComplete((answer, failure) -> {
            Attempt attempt = attempt(started, answer, failure);
            attempts.add(attempt);
            if (attempt.created()) {
                acknowledged
                        .computeIfAbsent(complaint.title(), title -> ConcurrentHashMap.newKeySet())
                        .add(new JsonObject(answer.body()).getLong("id"));
                open.remove(complaint.title());
            } else if (attempt.status() == ANSWER_LOST) {
                open.remove(complaint.title());
            } else if (!timer.isShutdown()) {
                timer.schedule(() -> attempt(complaint), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        });
    }

    private static Attempt attempt(long started, HttpResponse<String> answer, Throwable failure) {
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        if (answer == null) {
            return new Attempt(started, took, Attempt.NO_ANSWER, false, String.valueOf(failure));
        }
        return new Attempt(
                started,
                took,
                answer.statusCode(),
                answer.headers().firstValue("Retry-After").isPresent(),
                answer.statusCode() == CREATED ? "" : answer.body());
    }
}
