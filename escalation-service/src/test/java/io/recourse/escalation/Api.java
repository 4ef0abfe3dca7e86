package io.recourse.escalation;

import java.util.HashMap;
import java.util.Map;

import io.recourse.escalation.TestTokens.TestUser;
import io.recourse.platform.token.Role;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** The API as people with tokens see it. */
final class Api {

    static final TestUser ADMIN = TestUser.of(Role.ADMIN);

    private Api() {}

    static RequestSpecification as(TestUser user) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + user.token())
                .contentType(ContentType.JSON);
    }

    static ValidatableResponse putPolicy(String priority, Map<String, ?> policy) {
        return as(ADMIN).body(policy).put("/api/sla-policies/" + priority).then();
    }

    static ValidatableResponse sla(TestUser user, long complaintId) {
        return as(user).get("/api/sla/" + complaintId).then();
    }

    /** Puts the policies back that the service came with. */
    static void restorePolicies() {
        restorePolicy("low", "PT24H");
        restorePolicy("medium", "PT4H");
        restorePolicy("high", "PT1H");
        restorePolicy("critical", "PT15M");
    }

    private static void restorePolicy(String priority, String escalateAfter) {
        Map<String, Object> policy = new HashMap<>();
        policy.put("acknowledge_after", "PT0S");
        policy.put("escalate_after", escalateAfter);
        policy.put("first_response_within", null);
        policy.put("calendar", null);
        policy.put("auto_resolve", Map.of("mode", "never", "after", "PT72H"));
        putPolicy(priority, policy).statusCode(200);
    }
}
