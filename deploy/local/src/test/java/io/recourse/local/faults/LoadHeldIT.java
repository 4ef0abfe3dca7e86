package io.recourse.local.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.recourse.local.RunningStack;
import io.recourse.local.faults.Traffic.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Hours of work at seven tenths of what the machine can, and ten times that for half a minute: {@code deploy/local/load}. */
@EnabledIfSystemProperty(named = "recourse.load.for", matches = ".+")
@Timeout(value = 25, unit = TimeUnit.HOURS)
class LoadHeldIT {
    private static final int CLIENTS = 16;
    private static final Duration BEFORE_IT_COUNTS = Duration.ofMinutes(5);
    private static final double GROWTH = 1.05;

    @Test
    void memoryStaysFlatAndABurstIsShed() throws Exception {
        Duration time = Duration.parse(System.getProperty("recourse.load.for"));
        Path directory = Files.createTempDirectory("recourse-load-");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        try (RunningStack stack =
                RunningStack.start(directory.resolve("data"), Map.of("recourse.token.lifetime", "PT24H"))) {
            hold(stack, time);
        } finally {
            new ProcessBuilder("rm", "-rf", directory.toString()).inheritIO().start();
        }
    }

    private static void hold(RunningStack stack, Duration time) throws Exception {
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            customers.add(Customer.register(stack.url()));
        }
        try (Traffic traffic = new Traffic(customers)) {
            report("warming up", traffic.asMuchAsPossible(CLIENTS, Duration.ofSeconds(60)));
            Result most = report("as much as possible", traffic.asMuchAsPossible(CLIENTS, Duration.ofSeconds(30)));
            double perSecond = most.perSecond() * 0.7;

            Duration first =
                    time.compareTo(BEFORE_IT_COUNTS.multipliedBy(2)) < 0 ? time.dividedBy(2) : BEFORE_IT_COUNTS;
            List<Result> held = new ArrayList<>();
            Map<String, List<Long>> memory = new LinkedHashMap<>();
            long end = System.nanoTime() + time.toNanos();
            int before = 0;
            Duration slice = time.dividedBy(10);
            while (System.nanoTime() < end) {
                held.add(report("at seven tenths", traffic.steadily(perSecond, slice)));
                resident(stack).forEach((name, kilobytes) -> memory.computeIfAbsent(name, n -> new ArrayList<>())
                        .add(kilobytes));
                before += slice.multipliedBy(held.size()).compareTo(first) <= 0 ? 1 : 0;
            }
            System.out.println("resident, in KB: " + memory);

            Result burst = report("ten times as much", traffic.steadily(perSecond * 10, Duration.ofSeconds(30)));
            Result right = report("right after it", traffic.steadily(perSecond, Duration.ofSeconds(10)));
            Result normal = report("ten seconds after it", traffic.steadily(perSecond, Duration.ofSeconds(20)));
            System.out.println("resident after it, in KB: " + resident(stack));

            held.forEach(
                    result -> assertEquals(Set.of(200, 201), result.statuses().keySet()));
            int counts = Math.max(1, before);
            memory.forEach((name, kilobytes) -> {
                long then = kilobytes.get(counts - 1);
                long now = kilobytes.getLast();
                assertTrue(now <= then * GROWTH, name + " grew from " + then + " KB to " + now + " KB");
            });
            assertTrue(
                    Set.of(200, 201, 429, 503).containsAll(burst.statuses().keySet()),
                    "a burst was not shed, but broke: " + burst);
            assertTrue(burst.count(503) + burst.count(429) > 0, "nothing was shed");
            assertTrue(right.count(201) > 0);
            assertEquals(Set.of(200, 201), normal.statuses().keySet());
            assertEquals(List.of(), died(stack));
        }
    }

    private static Result report(String what, Result result) {
        System.out.println(what + ": " + result);
        return result;
    }

    private static Map<String, Long> resident(RunningStack stack) throws IOException {
        Map<String, Long> kilobytes = new LinkedHashMap<>();
        for (String name : Servers.ALL) {
            if (!name.equals(Servers.POSTGRES)) {
                long pid = stack.processOf(name).pid();
                kilobytes.put(name, resident(pid));
            }
        }
        kilobytes.put("gateway", resident(stack.processId()));
        return kilobytes;
    }

    private static long resident(long pid) throws IOException {
        return Files.readString(Path.of("/proc/" + pid + "/status"))
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> died(RunningStack stack) {
        return stack.output().lines().filter(line -> line.contains("has ended")).toList();
    }
}
