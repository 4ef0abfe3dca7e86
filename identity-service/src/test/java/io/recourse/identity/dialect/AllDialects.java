package io.recourse.identity.dialect;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** All dialects at once, of which the two that want the same paths cannot both have them. */
public class AllDialects implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "recourse.dialects.complaint-desk", "on",
                "recourse.dialects.image-desk", "on",
                "recourse.dialects.ticket-desk", "prefixed",
                "recourse.dialects.helpdesk", "on",
                "recourse.dialects.utility-desk", "on");
    }
}
