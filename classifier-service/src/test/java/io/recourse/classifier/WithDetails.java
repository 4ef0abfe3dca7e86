package io.recourse.classifier;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Everything that is off by default is on. */
public class WithDetails implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "recourse.classifier.details.summary", "true",
                "recourse.classifier.details.language", "true",
                "recourse.classifier.duplicates.enabled", "true",
                "recourse.classifier.duplicates.among", "3");
    }
}
