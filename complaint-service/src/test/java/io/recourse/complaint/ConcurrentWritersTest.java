package io.recourse.complaint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static io.recourse.complaint.Desk.as;
import static io.recourse.complaint.Desk.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Forty who change one complaint at the same time. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class ConcurrentWritersTest {

    private static final int WRITERS = 40;

    /** Each of them has to wait for all the others, so their number counts squared. */
    private static final int INSISTENT = 12;

    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser admin = TestUser.of(Role.ADMIN);

    @Test
    void letsOneOfThoseWhoSawTheSameVersionWin() throws Exception {
        String url = "/api/complaints/" + file(customer, "Lamp");
        for (int round = 1; round <= 3; round++) {
            String tag = as(admin).get(url).header("ETag");
            String name = "Round " + round + ", writer ";

            List<Response> answers = together(WRITERS, writer -> as(admin)
                    .header("If-Match", tag)
                    .body(Map.of("title", name + writer, "description", name + writer))
                    .patch(url));

            assertEquals(1, count(answers, 200));
            assertEquals(WRITERS - 1, count(answers, 412));
            JsonPath now = as(admin).get(url).jsonPath();
            assertEquals(round + 1, now.getInt("version"));
            assertEquals(now.getString("title"), now.getString("description"));
        }
    }

    @Test
    void letsEverybodyWinInTheEndWhoTriesAgain() throws Exception {
        String url = "/api/complaints/" + file(customer, "Lamp", Map.of("description", "-"));

        List<Response> answers = together(INSISTENT, writer -> {
            while (true) {
                Response seen = as(admin).get(url);
                Response answer = as(admin)
                        .header("If-Match", seen.header("ETag"))
                        .body(Map.of("description", seen.jsonPath().getString("description") + " " + writer))
                        .patch(url);
                if (answer.statusCode() != 412) {
                    return answer;
                }
            }
        });

        assertEquals(INSISTENT, count(answers, 200));
        JsonPath now = as(admin).get(url).jsonPath();
        assertEquals(INSISTENT + 1, now.getInt("version"));
        List<String> written = List.of(now.getString("description").split(" "));
        assertEquals(INSISTENT + 1, written.size());
        IntStream.range(0, INSISTENT).forEach(writer -> assertTrue(written.contains(Integer.toString(writer))));
    }

    @Test
    void losesNothingOfThoseWhoAskForNoVersion() throws Exception {
        String url = "/api/complaints/" + file(customer, "Lamp");

        List<Response> answers = together(WRITERS, writer -> switch (writer % 4) {
            case 0 -> as(admin).body(Map.of("title", "Writer " + writer)).patch(url);
            case 1 -> as(admin).body(Map.of("resolution", "Writer " + writer)).patch(url);
            case 2 -> as(customer).body(Map.of("body", "Writer " + writer)).post(url + "/comments");
            default ->
                as(admin)
                        .body(Map.of("type", "call", "notes", "Writer " + writer))
                        .post(url + "/interactions");
        });

        assertEquals(WRITERS / 2, count(answers, 200));
        assertEquals(WRITERS / 2, count(answers, 201));
        assertEquals(WRITERS + 1, as(admin).get(url).jsonPath().getInt("version"));
        List<Map<String, Object>> history =
                as(admin).get(url + "/history?limit=100").jsonPath().getList("items");
        assertEquals(
                IntStream.rangeClosed(1, WRITERS + 1).boxed().toList(),
                history.stream().map(entry -> entry.get("version")).toList());
        assertChained(history, "title", "Lamp", 10);
        assertChained(history, "resolution", null, 10);
        assertTrue(as(admin).get(url + "/history/verify").jsonPath().getBoolean("valid"));
    }

    /** Each change begins with what the one before left: no value was overwritten unseen. */
    private static void assertChained(List<Map<String, Object>> history, String field, String first, int changes) {
        Object before = first;
        int seen = 0;
        for (Map<String, Object> entry : history) {
            if (((Map<?, ?>) entry.get("changes")).get(field) instanceof Map<?, ?> change) {
                assertEquals(before, change.get("from"));
                before = change.get("to");
                seen++;
            }
        }
        assertEquals(changes, seen);
    }

    private static long count(List<Response> answers, int status) {
        return answers.stream().filter(answer -> answer.statusCode() == status).count();
    }

    private static List<Response> together(int writers, IntFunction<Response> work) throws Exception {
        List<Callable<Response>> tasks = IntStream.range(0, writers)
                .<Callable<Response>>mapToObj(writer -> () -> work.apply(writer))
                .toList();
        List<Response> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(writers)) {
            for (Future<Response> answer : threads.invokeAll(tasks)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
