package io.recourse.local.faults;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.recourse.local.RunningStack;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Compares what was acknowledged with what there is: complaints, events, deadlines, acknowledgements and mails. Each has
 * to be there once; only a message of Kafka or SMTP may come twice, under the same id.
 */
final class Audit {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Pattern SUBJECT = Pattern.compile("\\[#(\\d+)] ([^:]+):.*");
    private static final List<String> EXPECTED = List.of("in_progress0", "escalated1", "escalated2", "escalated3");
    private static final List<String> MAILS =
            List.of("In progress", "Escalated to level 1", "Escalated to level 2", "Escalated to level 3");

    private final RunningStack stack;
    private final Servers servers;
    private final Load load;
    private final int levels;
    private final Set<String> others;
    private final HttpClient http = HttpClient.newHttpClient();

    private long repeatedEvents;
    private long repeatedMails;

    private Audit(RunningStack stack, Servers servers, Load load, int levels, Set<String> others) {
        this.stack = stack;
        this.others = others;
        this.servers = servers;
        this.load = load;
        this.levels = levels;
    }

    /**
     * Returns when everything adds up, fails with what does not; says in a line what was counted.
     *
     * @param levels to which all complaints escalate, 0 if none does
     */
    static String of(RunningStack stack, Load load, int levels) {
        return of(stack, load, levels, Set.of());
    }

    /**
     * The same, of customers who have filed other complaints, too.
     *
     * @param others titles of those
     */
    static String of(RunningStack stack, Load load, int levels, Set<String> others) {
        Audit audit = new Audit(stack, new Servers(stack), load.finish(), levels, others);
        long started = System.nanoTime();
        Map<String, List<String>> last = new HashMap<>();
        try {
            Awaitility.await("everything to add up")
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        Map<String, List<String>> now = audit.discrepanciesOrFailure();
                        last.clear();
                        last.putAll(now);
                        return now.isEmpty();
                    });
        } catch (org.awaitility.core.ConditionTimeoutException late) {
            last.replaceAll((what, which) -> which.subList(0, Math.min(10, which.size())));
            throw new AssertionError("It does not add up: " + last + "; " + load.summary(), late);
        }
        assertEquals(List.of(), load.mistakes().limit(5).toList());
        return "%s; added up %d s later, %d events and %d mails repeated under their id"
                .formatted(
                        load.summary(),
                        Duration.ofNanos(System.nanoTime() - started).toSeconds(),
                        audit.repeatedEvents,
                        audit.repeatedMails);
    }

    /** What is asked may still be away. */
    private Map<String, List<String>> discrepanciesOrFailure() {
        try {
            return discrepancies();
        } catch (Exception failure) {
            return Map.of("cannot be audited", List.of(String.valueOf(failure)));
        }
    }

    /** What is wrong, to which complaints; first what is cheap to ask for. */
    private Map<String, List<String>> discrepancies() throws Exception {
        Map<String, List<String>> wrong = new TreeMap<>();
        Map<Long, JsonObject> listed = compareLists(wrong);
        compareEvents(listed, wrong);
        compareMails(listed, wrong);
        if (wrong.isEmpty()) {
            compareDeadlines(listed, wrong);
        }
        return wrong;
    }

    private Map<Long, JsonObject> compareLists(Map<String, List<String>> wrong) throws Exception {
        Map<Long, JsonObject> listed = new LinkedHashMap<>();
        Map<String, List<Long>> byTitle = new HashMap<>();
        for (Customer customer : load.customers()) {
            for (JsonObject complaint : list(customer)) {
                listed.put(complaint.getLong("id"), complaint);
                byTitle.computeIfAbsent(complaint.getString("title"), title -> new ArrayList<>())
                        .add(complaint.getLong("id"));
                String status = complaint.getString("status");
                if (!status.equals(levels == 0 ? "in_progress" : "escalated")) {
                    note(wrong, "is " + status, complaint.getLong("id"));
                }
            }
        }
        for (String title : load.titles()) {
            List<Long> ids = byTitle.getOrDefault(title, List.of());
            Set<Long> acknowledged = load.acknowledged(title);
            if (ids.size() != 1) {
                note(wrong, "filed once, listed as " + ids, title);
            } else if (!acknowledged.isEmpty() && !acknowledged.equals(Set.copyOf(ids))) {
                note(wrong, "listed as " + ids + ", but acknowledged as " + acknowledged, title);
            }
        }
        byTitle.keySet().stream()
                .filter(title -> !load.titles().contains(title) && !others.contains(title))
                .forEach(title -> note(wrong, "listed, but never filed", title));
        return listed;
    }

    private List<JsonObject> list(Customer customer) throws Exception {
        List<JsonObject> all = new ArrayList<>();
        String cursor = null;
        do {
            JsonObject page = get(
                    customer, "/api/complaints?created_by=me&limit=100" + (cursor == null ? "" : "&cursor=" + cursor));
            JsonArray items = page.getJsonArray("items");
            for (int i = 0; i < items.size(); i++) {
                all.add(items.getJsonObject(i));
            }
            cursor = page.getString("next_cursor");
        } while (cursor != null);
        return all;
    }

    private void compareEvents(Map<Long, JsonObject> listed, Map<String, List<String>> wrong) {
        Map<Long, List<ConsumerRecord<byte[], byte[]>>> events = new HashMap<>();
        Set<String> known = new HashSet<>();
        repeatedEvents = 0;
        for (ConsumerRecord<byte[], byte[]> message :
                new Topic(servers.bootstrapServers(), "complaint-events").read()) {
            String subject = Topic.header(message, "ce_subject");
            if (subject == null || !subject.matches("\\d+") || !listed.containsKey(Long.valueOf(subject))) {
                continue;
            }
            if (known.add(Topic.header(message, "ce_id"))) {
                events.computeIfAbsent(Long.valueOf(subject), id -> new ArrayList<>())
                        .add(message);
            } else {
                repeatedEvents++;
            }
        }
        listed.forEach((id, complaint) -> compareEvents(id, complaint, events.getOrDefault(id, List.of()), wrong));
    }

    private void compareEvents(
            long id,
            JsonObject complaint,
            List<ConsumerRecord<byte[], byte[]>> events,
            Map<String, List<String>> wrong) {
        int version = 0;
        int created = 0;
        List<String> states = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> event : events) {
            JsonObject data = new JsonObject(io.vertx.core.buffer.Buffer.buffer(event.value()));
            version++;
            if (data.getInteger("version") != version) {
                note(wrong, "version " + data.getInteger("version") + " instead of " + version, id);
            }
            String type = Topic.header(event, "ce_type");
            created += type.endsWith("complaint.created") ? 1 : 0;
            if (type.endsWith("complaint.status_changed")) {
                states.add(data.getString("status") + data.getInteger("escalation_level"));
            }
        }
        if (created != 1) {
            note(wrong, created + " times complaint.created", id);
        }
        if (!states.equals(EXPECTED.subList(0, levels + 1))) {
            note(wrong, "became " + states, id);
        }
        if (version != complaint.getInteger("version")) {
            note(wrong, version + " events, but version " + complaint.getInteger("version"), id);
        }
    }

    private void compareMails(Map<Long, JsonObject> listed, Map<String, List<String>> wrong) throws IOException {
        Map<Long, List<String>> mails = new HashMap<>();
        Set<String> known = new HashSet<>();
        Set<String> addresses =
                load.customers().stream().map(Customer::email).collect(java.util.stream.Collectors.toSet());
        repeatedMails = 0;
        try (Stream<Path> files = Files.list(mailDirectory())) {
            for (Path file : files.filter(path -> path.toString().endsWith(".eml"))
                    .sorted()
                    .toList()) {
                String message = Files.readString(file);
                Matcher subject = SUBJECT.matcher(header(message, "Subject"));
                if (subject.matches() && addresses.contains(header(message, "To"))) {
                    if (known.add(header(message, "Message-ID"))) {
                        mails.computeIfAbsent(Long.valueOf(subject.group(1)), id -> new ArrayList<>())
                                .add(subject.group(2));
                    } else {
                        repeatedMails++;
                    }
                }
            }
        }
        List<String> expected = MAILS.subList(0, levels + 1).stream().sorted().toList();
        listed.keySet().forEach(id -> {
            List<String> sent =
                    mails.getOrDefault(id, List.of()).stream().sorted().toList();
            if (!sent.equals(expected)) {
                note(wrong, "mails " + sent, id);
            }
        });
    }

    private Path mailDirectory() {
        Path own = stack.directory().resolve("mail");
        return Files.exists(own) ? own : stack.data().resolve("mail");
    }

    private static String header(String message, String name) {
        return message.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }

    private void compareDeadlines(Map<Long, JsonObject> listed, Map<String, List<String>> wrong) throws Exception {
        Map<String, Customer> customers = new HashMap<>();
        load.customers().forEach(customer -> customers.put(customer.id(), customer));
        Collection<Long> ids = listed.keySet();
        for (long id : ids) {
            Customer customer =
                    customers.get(listed.get(id).getJsonObject("created_by").getString("id"));
            JsonObject sla = get(customer, "/api/sla/" + id);
            boolean waits = "running".equals(sla.getString("state")) && "escalate".equals(sla.getString("next"));
            if (sla.getInteger("level") != levels || waits == (levels == 3)) {
                note(wrong, "deadline " + sla, id);
            }
        }
    }

    private JsonObject get(Customer customer, String path) throws Exception {
        HttpResponse<String> answer =
                http.send(customer.at(stack.url()).request(path).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " gave " + answer.statusCode() + ": " + answer.body());
        }
        return new JsonObject(answer.body());
    }

    private static void note(Map<String, List<String>> wrong, String what, Object which) {
        wrong.computeIfAbsent(what, absent -> new ArrayList<>()).add(String.valueOf(which));
    }
}
