package io.recourse.local.fuzz;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.recourse.local.Person;
import io.recourse.local.RunningStack;
import io.vertx.core.json.JsonObject;

/** Who asks: somebody of each role. Who was signed out, demoted or deleted on the way is followed by somebody else. */
final class Actors {

    static final String NOBODY = "nobody";
    static final String ADMIN = "admin";
    static final List<String> ALL = List.of(NOBODY, "user", "other user", "agent", ADMIN);

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String PASSWORD = "staple-battery-horse";

    /** Tokens are valid for 15 minutes. */
    private static final long RENEWED_AFTER = Duration.ofMinutes(10).toNanos();

    private final RunningStack stack;
    private final Map<String, Actor> actors = new HashMap<>();

    private Person first;
    private long firstSince;

    private record Actor(String username, String token, long since) {}

    Actors(RunningStack stack) {
        this.stack = stack;
    }

    /** The access token of whoever plays the role now, null for nobody's. */
    String token(String role) throws Exception {
        if (role.equals(NOBODY)) {
            return null;
        }
        Actor actor = actors.get(role);
        if (actor == null || isOld(actor.since())) {
            actor = make(role.endsWith("user") ? "user" : role);
            actors.put(role, actor);
        }
        return actor.token();
    }

    private static boolean isOld(long since) {
        return System.nanoTime() - since > RENEWED_AFTER;
    }

    String username(String role) {
        return actors.get(role).username();
    }

    /** The token works no longer. */
    void lost(String role) {
        actors.remove(role);
    }

    private Actor make(String role) throws Exception {
        if (first == null || isOld(firstSince)) {
            first = Person.nobody(stack.url()).signIn("admin", stack.adminPassword());
            firstSince = System.nanoTime();
        }
        String username = "fuzz-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
        JsonObject account = new JsonObject()
                .put("username", username)
                .put("email", username + "@example.org")
                .put("password", PASSWORD)
                .put("first_name", "Fay")
                .put("last_name", "Fuzz")
                .put("role", role);
        Person.json(first.post("/api/users", account));
        JsonObject session = Person.json(Person.nobody(stack.url())
                .post(
                        "/api/auth/login",
                        new JsonObject().put("username", username).put("password", PASSWORD)));
        return new Actor(username, session.getString("access_token"), System.nanoTime());
    }
}
