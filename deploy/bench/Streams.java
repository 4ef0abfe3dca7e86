import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What many open streams of server-sent events cost: memory of the service before and with them, the time until an event
 * has reached all of them, and what becomes of readers that do not read.
 *
 * <p>{@code java deploy/bench/Streams.java URL [streams [pid]]}, with the pid of complaint-service for its memory. Registers
 * one account at the URL (of the gateway), or uses the access token in the variable {@code TOKEN} (then complaint-service
 * will do). Needs about 100 open files more than there are streams.
 */
public class Streams {

    private static final int EVENTS = 10;
    /** Those who are left when it is seen what becomes of the slow ones. */
    private static final int READERS = 20;

    private static final int SLOW_READERS = 20;
    private static final int LARGE_EVENTS = 800;
    private static final String PASSWORD = "a river of streams";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;
    private final String pid;
    private String token;

    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final Queue<Long> heardAt = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile String awaited = "";
    private volatile CountDownLatch hearing = new CountDownLatch(0);

    Streams(URI url, String pid) {
        this.url = url;
        this.pid = pid;
    }

    public static void main(String[] arguments) throws Exception {
        int streams = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
        new Streams(URI.create(arguments[0]), arguments.length > 2 ? arguments[2] : null).run(streams);
    }

    private void run(int streams) throws Exception {
        token = System.getenv("TOKEN");
        if (token == null) {
            token = signIn();
        }
        for (int i = 0; i < 200; i++) {
            file("Warm-up", "d");
        }
        report("before");
        long began = System.nanoTime();
        CountDownLatch ready = new CountDownLatch(streams);
        Semaphore connecting = new Semaphore(50);
        for (int i = 0; i < streams; i++) {
            connecting.acquire();
            Thread.startVirtualThread(() -> listen(ready, connecting));
        }
        if (!ready.await(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException(ready.getCount() + " streams did not open");
        }
        System.out.printf("%d streams open after %.1f s%n", streams, (System.nanoTime() - began) / 1e9);
        report("with the streams");

        List<Double> last = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            tellAll(streams, i, last, all);
        }
        System.out.printf(
                "an event reaches a stream after p50 %.0f ms, p99 %.0f ms; all %d after p50 %.0f ms, max %.0f ms%n",
                at(all, 0.5), at(all, 0.99), streams, at(last, 0.5), at(last, 1));
        Thread.sleep(20_000);
        report("after %d events and a heartbeat".formatted(EVENTS));

        for (int i = READERS; i < streams; i++) {
            open.remove().close();
        }
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < SLOW_READERS; i++) {
            slow.add(open(4096));
        }
        Thread.sleep(2_000);
        ended.set(0);
        String large = "large ".repeat(1_600);
        for (int i = 0; i < LARGE_EVENTS; i++) {
            file("Large", large);
        }
        Thread.sleep(5_000);
        report("%d readers, %d who do not read, %d large events".formatted(READERS, SLOW_READERS, LARGE_EVENTS));
        System.out.printf(
                "dropped: %d of %d who did not read, %d of %d who did%n",
                dropped(slow), SLOW_READERS, ended.get(), READERS);
        System.exit(0);
    }

    private void tellAll(int streams, int number, List<Double> last, List<Double> all) throws Exception {
        heardAt.clear();
        hearing = new CountDownLatch(streams);
        awaited = "Event %d of %d".formatted(number, System.nanoTime());
        long began = System.nanoTime();
        file(awaited, "d");
        if (!hearing.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException(hearing.getCount() + " streams did not hear of " + awaited);
        }
        double latest = 0;
        for (long at : heardAt) {
            double milliseconds = (at - began) / 1e6;
            all.add(milliseconds);
            latest = Math.max(latest, milliseconds);
        }
        last.add(latest);
    }

    private void listen(CountDownLatch ready, Semaphore connecting) {
        try (Socket socket = open(0);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1024)) {
            boolean isReady = false;
            open.add(socket);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!isReady && line.endsWith("ready")) {
                    isReady = true;
                    connecting.release();
                    ready.countDown();
                } else if (!awaited.isEmpty() && line.contains(awaited)) {
                    heardAt.add(System.nanoTime());
                    hearing.countDown();
                }
            }
        } catch (IOException closed) {
            // By the program itself, or by the service: they are counted alike.
        }
        ended.incrementAndGet();
    }

    private Socket open(int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
        socket.getOutputStream()
                .write("""
                        GET /api/complaints/events HTTP/1.1\r
                        Host: %s\r
                        Accept: text/event-stream\r
                        Authorization: Bearer %s\r
                        \r
                        """.formatted(url.getAuthority(), token).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** A stream that was dropped has an end, or was reset; one that was not goes on for longer than anybody waits. */
    private static int dropped(List<Socket> slow) {
        int dropped = 0;
        byte[] buffer = new byte[65_536];
        for (Socket socket : slow) {
            try {
                socket.setSoTimeout(1_000);
                while (socket.getInputStream().read(buffer) >= 0) {
                    // What had been sent before.
                }
                dropped++;
            } catch (java.net.SocketTimeoutException stillOpen) {
                continue;
            } catch (IOException reset) {
                dropped++;
            }
        }
        return dropped;
    }

    private String signIn() {
        String name = "streams" + System.currentTimeMillis();
        post("/api/users", """
                {"username": "%1$s", "email": "%1$s@example.com", "password": "%2$s", "first_name": "Flo",
                 "last_name": "Stream"}""".formatted(name, PASSWORD));
        return post("/api/auth/login", "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(name, PASSWORD))
                .replaceAll("(?s).*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    private void file(String title, String description) {
        post("/api/complaints", """
                {"title": "%s", "description": "%s", "priority": "low", "category": "general"}""".formatted(title, description));
    }

    private String post(String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() > 299) {
                throw new IllegalStateException(response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    private void report(String when) throws IOException {
        if (pid != null) {
            Files.readAllLines(Path.of("/proc", pid, "status")).stream()
                    .filter(line -> line.startsWith("VmRSS"))
                    .forEach(line -> System.out.printf(
                            "%-60s %4d MB%n", when, Long.parseLong(line.replaceAll("\\D+", "")) / 1024));
        }
    }

    private static double at(List<Double> values, double quantile) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(quantile * sorted.size())));
    }
}
