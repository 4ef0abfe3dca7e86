package io.recourse.local.fuzz;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.recourse.local.Person;
import io.recourse.local.RunningStack;
import io.recourse.local.SharedStack;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.recourse.local.Person.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * No input is answered with an error of ours, and every answer is as its operation says. A long run is
 * {@code -Drecourse.fuzz.requests=100000}; {@code -Drecourse.fuzz.seed} repeats one that has failed.
 */
@ExtendWith(SharedStack.class)
@Order(FuzzIT.LATE)
class FuzzIT {

    /** After the classes that look at what they find, before the one that ends the stack. */
    static final int LATE = Integer.MAX_VALUE - 1;

    private static final String POLICIES = "/api/sla-policies";
    private static final Integer ASKED_FOR = Integer.getInteger("recourse.fuzz.requests");
    private static final int REQUESTS = ASKED_FOR == null ? 1_500 : ASKED_FOR;

    /** What every build has for it, however many requests that is on a machine that is busy with other things. */
    private static final Duration TIME = ASKED_FOR == null ? Duration.ofSeconds(60) : Duration.ofHours(12);

    private static final long SEED = Long.getLong("recourse.fuzz.seed", new Random().nextInt(1_000_000));

    @Test
    @Timeout(value = 13, unit = TimeUnit.HOURS)
    void answersWhateverComesAsDescribed(RunningStack stack) throws Exception {
        System.out.printf("Fuzzing: -Drecourse.fuzz.seed=%d -Drecourse.fuzz.requests=%d%n", SEED, REQUESTS);
        Fuzzer fuzzer = new Fuzzer(stack, SEED);
        JsonArray policies = json(admin(stack).get(POLICIES)).getJsonArray("items");
        try {
            fuzzer.run(REQUESTS, TIME);
        } finally {
            System.out.println(fuzzer.summary());
            restore(admin(stack), policies);
        }

        assertEquals(List.of(), fuzzer.faults());
        assertEquals(Set.of(), fuzzer.unasked());
    }

    /** What the whole desk works by, and what would go on calling others. */
    private static void restore(Person admin, JsonArray policies) throws Exception {
        for (int i = 0; i < policies.size(); i++) {
            JsonObject policy = policies.getJsonObject(i);
            json(admin.put(POLICIES + "/" + policy.getString("priority"), policy));
        }
        JsonArray webhooks = json(admin.get("/api/webhooks?limit=100")).getJsonArray("items");
        for (int i = 0; i < webhooks.size(); i++) {
            admin.delete("/api/webhooks/" + webhooks.getJsonObject(i).getString("id"));
        }
    }

    private static Person admin(RunningStack stack) throws Exception {
        return Person.nobody(stack.url()).signIn("admin", stack.adminPassword());
    }
}
