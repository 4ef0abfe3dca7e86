package io.recourse.local.fuzz;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recourse.local.Person;
import io.recourse.local.RunningStack;
import io.recourse.local.Service;
import io.recourse.local.fuzz.RawConnection.Answer;

/**
 * Asks for every operation that the services describe, in the name of every role, with values that fit and such that do
 * not. What it sends follows from its seed and from the answers.
 */
final class Fuzzer {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** As many as keep two cores busy; what goes wrong between requests shows only when there are others. */
    private static final int AT_ONCE = 4;

    private static final int REQUESTS_PER_CONNECTION = 100;
    private static final int FAULTS_SHOWN = 25;

    private final RunningStack stack;
    private final Random random;
    private final List<Operation> operations = new ArrayList<>();
    private final Known known;
    private final Drafts drafts;
    private final Verdicts verdicts;
    private final Actors actors;

    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Set<String> asked = new TreeSet<>();
    private final Set<String> succeeded = new TreeSet<>();
    private final Map<String, String> faults = new TreeMap<>();
    private int sent;
    private int faulty;

    private final List<Lane> lanes = Stream.generate(Lane::new).limit(AT_ONCE).toList();

    /** A connection, until it has had its share. */
    private static final class Lane {
        private RawConnection connection;
        private int left;

        void close() throws IOException {
            if (connection != null) {
                connection.close();
                connection = null;
            }
        }
    }

    Fuzzer(RunningStack stack, long seed) throws Exception {
        this.stack = stack;
        this.random = new Random(seed);
        Map<String, JsonNode> definitions = new HashMap<>();
        Person anybody = Person.nobody(stack.url());
        for (Service service : Service.values()) {
            JsonNode description = JSON.readTree(
                    anybody.get("/docs/openapi/" + service.id() + ".json").body());
            definitions.put(service.id(), description.path("components").path("schemas"));
            operations.addAll(Operation.of(service.id(), description));
        }
        this.known = new Known(random, operations);
        Map<String, Values> values = new HashMap<>();
        definitions.forEach((service, schemas) -> values.put(service, new Values(random, schemas, known.values())));
        this.drafts = new Drafts(random, known, values);
        this.verdicts = new Verdicts(definitions);
        this.actors = new Actors(stack);
    }

    /**
     * Sends that many requests, each operation and role as often as the others, or fewer when the time is over; but each
     * operation in the name of every role at least once.
     */
    void run(int requests, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        for (String role : Actors.ALL) {
            if (actors.token(role) != null) {
                for (String field : List.of("username", "assignee", "assigned_to", "created_by", "created_for")) {
                    known.remember(field, actors.username(role));
                }
            }
        }
        int roles = Actors.ALL.size();
        for (int round = 0; round < roles || sent < requests && System.nanoTime() < end; round++) {
            List<Draft> drafts = new ArrayList<>();
            for (int place : shuffledPlaces()) {
                Operation operation = operations.get(place);
                String role = Actors.ALL.get((place + round) % roles);
                // A new key is a second of work; a few are enough.
                boolean costly = operation.path().equals("/api/keys/rotate") && role.equals(Actors.ADMIN);
                if (round >= roles && (sent >= requests || costly && random.nextInt(20) > 0)) {
                    continue;
                }
                drafts.add(draft(operation, role));
                if (drafts.size() == AT_ONCE) {
                    ask(drafts);
                    drafts.clear();
                }
            }
            ask(drafts);
        }
        for (Lane lane : lanes) {
            lane.close();
        }
    }

    private List<Integer> shuffledPlaces() {
        List<Integer> places =
                new ArrayList<>(IntStream.range(0, operations.size()).boxed().toList());
        Collections.shuffle(places, random);
        return places;
    }

    private Draft draft(Operation operation, String role) throws Exception {
        sent++;
        asked.add(operation.name() + " by " + role);
        return drafts.next(operation, role, actors.token(role));
    }

    /** Sends them at the same time, and looks at the answers in the order of the requests. */
    private void ask(List<Draft> drafts) {
        for (int i = 0; i < drafts.size(); i++) {
            try {
                send(lanes.get(i), drafts.get(i));
            } catch (IOException refused) {
                // What is too much is answered before its end, and no more of it is taken: the answer is there all the
                // same.
                lanes.get(i).left = 0;
            }
        }
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            try {
                judge(draft, answer(lanes.get(i), draft));
            } catch (IOException broken) {
                lanes.get(i).left = 0;
                fault(draft, "no answer: " + broken, "");
            }
        }
    }

    private void send(Lane lane, Draft draft) throws IOException {
        if (lane.connection == null || lane.left-- <= 0) {
            lane.close();
            lane.connection = RawConnection.open(stack.port(), address());
            lane.left = REQUESTS_PER_CONNECTION;
        }
        lane.connection.send(draft.bytes());
    }

    private static Answer answer(Lane lane, Draft draft) throws IOException {
        if (lane.connection == null) {
            throw new IOException("not connected");
        }
        Answer answer = lane.connection.read(draft.operation().method().equals("HEAD"));
        if (answer.last()) {
            lane.close();
        }
        return answer;
    }

    private void judge(Draft draft, Answer answer) {
        Operation operation = draft.operation();
        statuses.merge(answer.status(), 1, Integer::sum);
        if (answer.status() < 300) {
            succeeded.add(operation.name());
        }
        Optional<String> fault = verdicts.fault(draft, answer);
        fault.ifPresent(what -> fault(draft, what, answer.text()));
        if (answer.status() < 300 && answer.header("content-type").startsWith("application/json")) {
            known.learn(operation, answer, Verdicts.read(answer));
        }
        boolean signedOut = answer.status() == 401
                && !draft.actor().equals(Actors.NOBODY)
                && !operation.path().startsWith("/api/auth/")
                && !operation.path().endsWith("/password");
        boolean endsOwnSession = answer.status() == 204
                && (operation.path().contains("/users/me") || operation.path().endsWith("/logout"));
        if (signedOut || endsOwnSession) {
            actors.lost(draft.actor());
        }
    }

    /** Another one each time, where the machine allows it: who fails to sign in too often is not let in any more. */
    private String address() {
        return System.getProperty("os.name").equals("Linux")
                ? "127.%d.%d.%d".formatted(1 + random.nextInt(250), random.nextInt(256), 1 + random.nextInt(250))
                : null;
    }

    private void fault(Draft draft, String what, String answer) {
        faulty++;
        String kind = draft.operation().name() + ": " + what.replaceAll("/\\d+|\\d{4,}|\\[[^]]*]", "#");
        faults.computeIfAbsent(kind, first -> "request %d by %s, %s%n%s%n--> %s%n"
                .formatted(
                        sent,
                        draft.actor(),
                        draft.twists(),
                        draft.shown(),
                        answer.substring(0, Math.min(answer.length(), 600))));
    }

    /** What was wrong, the first of each kind with its request; empty when nothing was. */
    List<String> faults() {
        return faults.entrySet().stream()
                .limit(FAULTS_SHOWN)
                .map(fault -> fault.getKey() + "\n" + fault.getValue())
                .toList();
    }

    /** What no role has been asked for at least once. */
    Set<String> unasked() {
        Set<String> unasked = new TreeSet<>();
        operations.forEach(operation -> Actors.ALL.forEach(role -> unasked.add(operation.name() + " by " + role)));
        unasked.removeAll(asked);
        return unasked;
    }

    /** Operations that have never done what they are for. */
    Set<String> withoutSuccess() {
        Set<String> without = new TreeSet<>();
        operations.forEach(operation -> without.add(operation.name()));
        without.removeAll(succeeded);
        return without;
    }

    String summary() {
        return "%d requests for %d operations, %d faulty answers of %d kinds; statuses %s; never done: %s"
                .formatted(sent, operations.size(), faulty, faults.size(), statuses, withoutSuccess());
    }
}
