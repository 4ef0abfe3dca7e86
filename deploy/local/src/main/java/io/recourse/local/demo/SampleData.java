package io.recourse.local.demo;

import java.net.http.HttpClient;
import java.util.List;

import io.vertx.core.json.JsonObject;

/** A small shop's customers, agents and complaints in every stage, created through the public API. */
public final class SampleData {
    /** Of all sample users. */
    public static final String PASSWORD = "try-recourse-now";

    private static final List<String> CUSTOMERS = List.of("anna", "boris", "chloe");
    private static final List<String> AGENTS = List.of("dora", "emil");

    private final String origin;
    private final String adminName;
    private final String adminPassword;

    public SampleData(String origin, String adminName, String adminPassword) {
        this.origin = origin;
        this.adminName = adminName;
        this.adminPassword = adminPassword;
    }

    /**
     * Creates everything, unless that has been done before.
     *
     * @throws IllegalStateException when the API refuses something
     */
    public void create() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            ApiClient nobody = ApiClient.nobody(http, origin);
            if (nobody.canSignIn(AGENTS.getLast(), PASSWORD)) {
                return;
            }
            ApiClient admin = nobody.signIn(adminName, adminPassword);
            CUSTOMERS.forEach(name -> nobody.send("POST", "/api/users", person(name)));
            AGENTS.forEach(name -> admin.send("POST", "/api/users", person(name).put("role", "agent")));
            fileComplaints(nobody, admin);
        }
    }

    /** For instance {@code anna, boris and chloe are customers}, for the terminal. */
    public static String describe() {
        return String.join(", ", CUSTOMERS) + " (customers), " + String.join(", ", AGENTS) + " (agents), password "
                + PASSWORD;
    }

    private static void fileComplaints(ApiClient nobody, ApiClient admin) {
        ApiClient anna = nobody.signIn("anna", PASSWORD);
        ApiClient boris = nobody.signIn("boris", PASSWORD);
        ApiClient chloe = nobody.signIn("chloe", PASSWORD);
        ApiClient dora = nobody.signIn("dora", PASSWORD);

        String charged =
                anna.file("Charged twice for order 4711", "My card shows the amount two times.", "billing", "high");
        admin.assign(charged, "dora");
        dora.comment(charged, "Thank you, the bank confirms it. The refund is under way.");
        dora.change(
                charged, new JsonObject().put("status", "resolved").put("resolution", "Refunded the second charge."));

        String locked = boris.file(
                "Cannot sign in any more", "Since this morning my password is refused.", "account", "medium");
        admin.assign(locked, "emil");

        String parcel =
                chloe.file("Parcel arrived open", "The box was torn and the cup inside is broken.", "general", "low");
        admin.assign(parcel, "dora");
        dora.comment(parcel, "Could you send us a photo of the box?");
        dora.change(parcel, new JsonObject().put("status", "on_hold"));

        String crash = boris.file(
                "App crashes when I open the basket", "It closes at once, on two phones.", "technical", "critical");
        admin.assign(crash, "emil");
        admin.change(crash, new JsonObject().put("status", "escalated"));

        String voucher =
                anna.file("Voucher not accepted", "The code from your letter does not work.", "billing", "low");
        anna.change(voucher, new JsonObject().put("status", "cancelled"));

        chloe.file("Where is my invoice?", "I need it for my tax return.", null, null);
    }

    private static JsonObject person(String name) {
        String first = name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
        return new JsonObject()
                .put("username", name)
                .put("email", name + "@example.com")
                .put("password", PASSWORD)
                .put("first_name", first)
                .put("last_name", "Sample");
    }
}
