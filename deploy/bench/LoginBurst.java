import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How much a burst of sign-ins slows everything else: the time of GET /api/users/me alone, and while 200 people sign in
 * at once. Registers one account.
 *
 * <p>{@code java deploy/bench/LoginBurst.java [http://localhost:8081 [logins]]}, against identity-service or the gateway.
 * Passwords are hashed by one thread fewer than there are processors, so the event loop always has one.
 */
public class LoginBurst {

    private static final String PASSWORD = "a burst of sign-ins";
    private static final int WARM_UP = 1000;
    private static final int ALONE = 1000;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String username = "burst" + System.currentTimeMillis();

    LoginBurst(String url) {
        this.url = url;
    }

    public static void main(String[] arguments) throws Exception {
        String url = arguments.length > 0 ? arguments[0] : "http://localhost:8081";
        int logins = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        new LoginBurst(url).run(logins);
    }

    private void run(int logins) throws Exception {
        post("/api/users", """
                {"username": "%1$s", "email": "%1$s@example.com", "password": "%2$s", "first_name": "Bo",
                 "last_name": "Burst"}""".formatted(username, PASSWORD), 201);
        String token = login().replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
        for (int i = 0; i < WARM_UP; i++) {
            read(token);
        }
        List<Double> alone = new ArrayList<>();
        for (int i = 0; i < ALONE; i++) {
            alone.add(read(token));
        }
        report("GET /api/users/me alone", alone);

        List<Double> signIns = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean bursting = new AtomicBoolean(true);
        long began = System.nanoTime();
        Thread burst = Thread.startVirtualThread(() -> {
            List<Thread> people = new ArrayList<>();
            for (int i = 0; i < logins; i++) {
                people.add(Thread.startVirtualThread(() -> signIns.add(timed(this::login))));
            }
            people.forEach(LoginBurst::join);
            bursting.set(false);
        });
        List<Double> during = new ArrayList<>();
        while (bursting.get()) {
            during.add(read(token));
        }
        burst.join();
        report("the same while %d sign in".formatted(logins), during);
        report("sign-in", signIns);
        System.out.printf("all signed in after %.1f s%n", (System.nanoTime() - began) / 1e9);
    }

    private interface Task {
        String run() throws Exception;
    }

    private double read(String token) {
        return timed(() -> send(
                HttpRequest.newBuilder(URI.create(url + "/api/users/me"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                200));
    }

    private String login() throws Exception {
        return post(
                "/api/auth/login", "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(username, PASSWORD), 200);
    }

    private String post(String path, String body, int expected) throws Exception {
        return send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                expected);
    }

    private String send(HttpRequest request, int expected) throws Exception {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != expected) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    /** Milliseconds. */
    private static double timed(Task task) {
        long began = System.nanoTime();
        try {
            task.run();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    private static void report(String what, List<Double> milliseconds) {
        List<Double> sorted = milliseconds.stream().sorted().toList();
        System.out.printf(
                "%-40s n %5d  p50 %7.2f  p95 %7.2f  p99 %7.2f  max %7.2f ms%n",
                what, sorted.size(), at(sorted, 0.50), at(sorted, 0.95), at(sorted, 0.99), sorted.getLast());
    }

    private static double at(List<Double> sorted, double quantile) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(quantile * sorted.size())));
    }
}
