import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Files complaints and moves them on, in the statements and transactions of complaint-service, against two or more
 * databases in turn, so that they can be compared on a machine that does other things as well. Prints for each the medians
 * of: transactions a second, milliseconds of computing by the server for one, and bytes written to its log for one.
 *
 * <p>Arguments: seconds of a turn, turns, connections, then a JDBC URL for each database. The first one is the measure.
 */
public final class ComplaintWrites {

    private static final String FILE = """
            insert into complaint (version, activity_version, title, description, status, priority, category,
                priority_chosen, category_chosen, visibility, created_by, created_at, updated_at, escalation_level, reopen_count)
            values (1, 1, ?, ?, 'open', 'medium', 'general', false, false, 'private', ?, ?, ?, 0, 0) returning id""";

    private static final String LOCK = "select id, version, status, title, description from complaint where id = ? for update";

    /** All columns, whichever have changed. */
    private static final String MOVE = """
            update complaint set version = ?, activity_version = ?, title = ?, description = ?, status = ?,
                updated_at = ?, assigned_to = ? where id = ?""";

    /** Those columns alone that have changed. */
    private static final String TOUCH = """
            update complaint set version = ?, activity_version = ?, status = ?, updated_at = ?, assigned_to = ?
            where id = ?""";

    private static final String NOTE = """
            insert into complaint_history (complaint_id, version, happened_at, type, actor_id, actor_role, internal, changes)
            values (?, ?, ?, ?, ?, 'agent', false, '{"status": {"from": "open", "to": "in_progress"}}')""";

    private static final String ANNOUNCE = """
            insert into outbox (topic, message_key, event_id, event_type, subject, occurred_at, data)
            values ('complaint-events', ?, ?, ?, ?, ?, ?)""";

    private static final String[] STATUSES = {"open", "in_progress", "on_hold", "escalated", "resolved"};

    private final Duration turn;
    private final int connections;

    private enum Kind {
        /** A new complaint. */
        FILE,
        /** A change of status and assignee, written as all columns. */
        MOVE,
        /** The same, written as the columns that have changed. */
        TOUCH
    }

    private record Result(double perSecond, double cpu, double logged) {}

    private ComplaintWrites(Duration turn, int connections) {
        this.turn = turn;
        this.connections = connections;
    }

    /** Runs the load. */
    public static void main(String[] arguments) throws Exception {
        ComplaintWrites load = new ComplaintWrites(
                Duration.ofSeconds(Long.parseLong(arguments[0])), Integer.parseInt(arguments[2]));
        String[] urls = Arrays.copyOfRange(arguments, 3, arguments.length);
        for (Kind kind : Kind.values()) {
            List<List<Result>> results = new ArrayList<>();
            for (String url : urls) {
                results.add(new ArrayList<>());
                load.turn(url, kind, 0);
            }
            for (int turn = 1; turn <= Integer.parseInt(arguments[1]); turn++) {
                for (int i = 0; i < urls.length; i++) {
                    results.get(i).add(load.turn(urls[i], kind, turn));
                }
            }
            Result measure = median(results.getFirst());
            for (int i = 0; i < urls.length; i++) {
                Result median = median(results.get(i));
                System.out.printf(
                        Locale.ROOT,
                        "%s %s: %.0f/s (%.2f), %.3f ms of computing (%.2f), %.0f bytes of log (%.2f)%n",
                        kind,
                        urls[i].replaceAll("\\?.*", ""),
                        median.perSecond(),
                        median.perSecond() / measure.perSecond(),
                        median.cpu(),
                        median.cpu() / measure.cpu(),
                        median.logged(),
                        median.logged() / measure.logged());
            }
        }
    }

    private static Result median(List<Result> results) {
        return new Result(
                median(results.stream().mapToDouble(Result::perSecond).toArray()),
                median(results.stream().mapToDouble(Result::cpu).toArray()),
                median(results.stream().mapToDouble(Result::logged).toArray()));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private Result turn(String url, Kind kind, int seed) throws Exception {
        Instant end = Instant.now().plus(turn);
        AtomicInteger done = new AtomicInteger();
        double[] sums = new double[connections];
        try (Connection watch = DriverManager.getConnection(url);
                ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            flush(watch);
            long log = log(watch);
            long start = System.nanoTime();
            List<Callable<Void>> workers = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int worker = i;
                workers.add(() -> {
                    sums[worker] = work(url, kind, new Random(seed * 1000L + worker), end, done);
                    return null;
                });
            }
            for (Future<Void> worker : threads.invokeAll(workers)) {
                worker.get();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            // What waits to be entered into the index of words is written in the end, by whomever.
            long server = number(watch, "select pg_backend_pid()");
            double before = computed(server);
            flush(watch);
            double flushing = computed(server) - before;
            return new Result(
                    done.get() / seconds,
                    (Arrays.stream(sums).sum() + flushing) / done.get(),
                    (log(watch) - log) / (double) done.get());
        }
    }

    private static double work(String url, Kind kind, Random random, Instant end, AtomicInteger done)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            List<UUID> people = people(connection);
            long last = number(connection, "select max(id) from complaint");
            long server = number(connection, "select pg_backend_pid()");
            double before = computed(server);
            while (Instant.now().isBefore(end)) {
                if (kind == Kind.FILE) {
                    file(connection, people.get(random.nextInt(people.size())), text(random));
                } else {
                    // Mostly what was filed of late is worked on.
                    long id = Math.max(1, last - (long) (Math.abs(random.nextGaussian()) * 30_000));
                    move(connection, kind, id, people.get(random.nextInt(people.size())), random);
                }
                connection.commit();
                done.incrementAndGet();
            }
            return computed(server) - before;
        }
    }

    private static void file(Connection connection, UUID creator, String text) throws SQLException {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        long id = number(connection, FILE, text.substring(0, 40), text, creator, now, now);
        note(connection, id, 1, "complaint.created", creator, now);
    }

    private static void move(Connection connection, Kind kind, long id, UUID agent, Random random)
            throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setLong(1, id);
            ResultSet row = lock.executeQuery();
            if (!row.next()) {
                return;
            }
            OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
            int version = row.getInt("version") + 1;
            String status = STATUSES[random.nextInt(STATUSES.length)];
            if (kind == Kind.TOUCH) {
                execute(connection, TOUCH, version, version, status, now, agent, id);
            } else {
                String title = row.getString("title");
                String description = row.getString("description");
                execute(connection, MOVE, version, version, title, description, status, now, agent, id);
            }
            note(connection, id, version, "complaint.status_changed", agent, now);
        }
    }

    private static void note(
            Connection connection, long id, int version, String type, UUID actor, OffsetDateTime now)
            throws SQLException {
        execute(connection, NOTE, id, version, now, type, actor);
        String data = "{\"id\": %d, \"version\": %d, \"details\": \"%s\"}".formatted(id, version, "x".repeat(500));
        execute(connection, ANNOUNCE, Long.toString(id), UUID.randomUUID(), type, Long.toString(id), now, data);
    }

    /** About as many different words as people use. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder("The ");
        while (text.length() < 400) {
            text.append(Integer.toString((int) Math.pow(20_000, random.nextDouble()) * 7919, 26)).append(' ');
        }
        return text.toString();
    }

    private static List<UUID> people(Connection connection) throws SQLException {
        List<UUID> people = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("select id from person where role = 'agent' order by id limit 100")) {
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                people.add(rows.getObject(1, UUID.class));
            }
        }
        return people;
    }

    private static void flush(Connection connection) throws SQLException {
        number(connection, "select gin_clean_pending_list('complaint_words')");
    }

    private static long log(Connection connection) throws SQLException {
        return number(connection, "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");
    }

    private static long number(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** Milliseconds that a server process has been computing; 0 where the system does not tell or it is elsewhere. */
    private static double computed(long server) {
        try {
            return Long.parseLong(Files.readString(Path.of("/proc/%d/schedstat".formatted(server)))
                            .split(" ")[0])
                    / 1e6;
        } catch (IOException elsewhere) {
            return 0;
        }
    }
}
