package io.recourse.classifier;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Runs the stand-in, and shortens the times that tests would have to wait for. */
public class GeminiStandInResource implements QuarkusTestResourceLifecycleManager {

    /** The key that the service is given, and that no log may show. */
    public static final String KEY = "AIza-test-key-4711";

    private GeminiStandIn standIn;

    @Override
    public Map<String, String> start() {
        standIn = GeminiStandIn.start();
        return Map.of(
                // On a machine that is busy with other builds, the database may take its time.
                "recourse.classifier.budget.answer-within", "PT2S",
                "recourse.classifier.gemini.api-key", KEY,
                "recourse.classifier.gemini.base-url", standIn.url(),
                "recourse.classifier.gemini.model", "gemini-test",
                "recourse.classifier.gemini.time-limit", "PT3S",
                "recourse.classifier.gemini.call-needs", "PT0.5S",
                "recourse.classifier.gemini.breaker.open-for", "PT1S",
                "recourse.classifier.allowance.burst", "5",
                "recourse.classifier.allowance.one-more-every", "PT1H",
                "quarkus.log.category.\"io.recourse\".level", "DEBUG");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(standIn, new TestInjector.MatchesType(GeminiStandIn.class));
    }

    @Override
    public void stop() {
        standIn.close();
    }
}
