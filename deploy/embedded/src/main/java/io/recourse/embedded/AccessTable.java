package io.recourse.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Who may do what: one table of all operations of a service, in the resources of its tests, which its tests hold the
 * running service to. Its columns are separated by bars; the first line names them:
 *
 * <pre>{@code
 * operation              | object    | nobody | owner | stranger | body
 * GET /api/complaints/{id} | complaint | 401    | 200   | 404      |
 * }</pre>
 *
 * <p>What stands between {@code object} and {@code body} are callers by their role and their relation to the object; below
 * them stand the statuses that they get. The body is JSON, or a query when it begins with a question mark, or something
 * that the test knows when it begins with {@code @}. Lines that begin with {@code #} are comments.
 */
public final class AccessTable {

    private static final int FIRST_CALLER = 2;

    private final List<String> callers;
    private final List<Row> rows;

    private AccessTable(List<String> callers, List<Row> rows) {
        this.callers = callers;
        this.rows = rows;
    }

    /**
     * What an operation on a kind of object is answered with.
     *
     * @param object   a kind of object that the test knows how to make, empty for none
     * @param statuses by caller
     * @param body     what is sent, empty for nothing
     */
    public record Row(String method, String path, String object, Map<String, Integer> statuses, String body) {

        String operation() {
            return method + " " + path;
        }

        @Override
        public String toString() {
            return object.isEmpty() ? operation() : operation() + " of " + object;
        }
    }

    /** Reads a table that lies beside a class. */
    public static AccessTable beside(Class<?> test, String name) {
        try (InputStream table = test.getResourceAsStream(name)) {
            if (table == null) {
                throw new IllegalArgumentException("there is no " + name + " beside " + test);
            }
            return parse(new String(table.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static AccessTable parse(String text) {
        List<List<String>> lines = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .toList();
        List<String> header = lines.getFirst();
        List<String> callers = header.subList(FIRST_CALLER, header.size() - 1);
        List<Row> rows = new ArrayList<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            if (line.size() != header.size()) {
                throw new IllegalArgumentException(
                        "%d columns instead of %d: %s".formatted(line.size(), header.size(), line));
            }
            String[] operation = line.getFirst().split(" +", 2);
            Map<String, Integer> statuses = new LinkedHashMap<>();
            for (int i = 0; i < callers.size(); i++) {
                statuses.put(callers.get(i), Integer.valueOf(line.get(FIRST_CALLER + i)));
            }
            rows.add(new Row(operation[0], operation[1], line.get(1), statuses, line.getLast()));
        }
        return new AccessTable(callers, rows);
    }

    public List<String> callers() {
        return callers;
    }

    public List<Row> rows() {
        return rows;
    }

    /**
     * How the table and the description of a service differ: operations that only one of them has.
     *
     * @param openApi what the service answers at {@code /q/openapi}
     */
    public List<String> differences(JsonNode openApi) {
        Set<String> described = new TreeSet<>();
        openApi.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> operation.getValue().has("responses"))
                .forEach(operation -> described.add(operation.getKey().toUpperCase() + " " + path.getKey())));
        Set<String> tabled = rows.stream().map(Row::operation).collect(Collectors.toCollection(TreeSet::new));
        List<String> differences = new ArrayList<>();
        described.stream()
                .filter(operation -> !tabled.contains(operation))
                .forEach(operation -> differences.add(operation + " is not in the table"));
        tabled.stream()
                .filter(operation -> !described.contains(operation))
                .forEach(operation -> differences.add(operation + " is not in the description"));
        return differences;
    }
}
