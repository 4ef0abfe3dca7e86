package io.recourse.local.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import io.vertx.core.json.JsonObject;

/** One person at the public API. */
final class ApiClient {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient http;
    private final String origin;
    private final String token;

    private ApiClient(HttpClient http, String origin, String token) {
        this.http = http;
        this.origin = origin;
        this.token = token;
    }

    static ApiClient nobody(HttpClient http, String origin) {
        return new ApiClient(http, origin, null);
    }

    ApiClient signIn(String username, String password) {
        JsonObject session = send(
                "POST",
                "/api/auth/login",
                new JsonObject().put("username", username).put("password", password));
        return new ApiClient(http, origin, session.getString("access_token"));
    }

    boolean canSignIn(String username, String password) {
        JsonObject credentials = new JsonObject().put("username", username).put("password", password);
        return exchange("POST", "/api/auth/login", credentials).statusCode() == 200;
    }

    /** Tries again for some seconds, because what one service has learned reaches the others a moment later. */
    JsonObject send(String method, String path, JsonObject body) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        HttpResponse<String> response = exchange(method, path, body);
        while (response.statusCode() >= 400 && System.nanoTime() < deadline) {
            pause();
            response = exchange(method, path, body);
        }
        if (response.statusCode() >= 400) {
            throw new IllegalStateException(
                    method + " " + path + " gave " + response.statusCode() + ": " + response.body());
        }
        return response.body().startsWith("{") ? new JsonObject(response.body()) : new JsonObject();
    }

    /** Returns the path of the new complaint. */
    String file(String title, String description, String category, String priority) {
        JsonObject complaint = new JsonObject().put("title", title).put("description", description);
        if (category != null) {
            complaint.put("category", category);
        }
        if (priority != null) {
            complaint.put("priority", priority);
        }
        return "/api/complaints/" + send("POST", "/api/complaints", complaint).getInteger("id");
    }

    void change(String complaint, JsonObject change) {
        send("PATCH", complaint, change);
    }

    void assign(String complaint, String agent) {
        send("PUT", complaint + "/assignee", new JsonObject().put("assignee", agent));
    }

    void comment(String complaint, String text) {
        send("POST", complaint + "/comments", new JsonObject().put("body", text));
    }

    private HttpResponse<String> exchange(String method, String path, JsonObject body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted at " + method + " " + path, e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
