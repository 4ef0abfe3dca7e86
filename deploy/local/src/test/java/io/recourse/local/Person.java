package io.recourse.local;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.imageio.ImageIO;

import io.vertx.core.json.JsonObject;

/** Somebody at the public API, signed in or not. */
public final class Person {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String BOUNDARY = "----recourse-test";

    private final String origin;
    private final String token;
    private final String traceparent;

    private Person(String origin, String token, String traceparent) {
        this.origin = origin;
        this.token = token;
        this.traceparent = traceparent;
    }

    public static Person nobody(String origin) {
        return new Person(origin, null, null);
    }

    public Person signIn(String username, String password) throws Exception {
        JsonObject session = json(post(
                "/api/auth/login", new JsonObject().put("username", username).put("password", password)));
        return new Person(origin, session.getString("access_token"), null);
    }

    /** The same person, with a client that records the trace of all that it asks for. */
    Person inTrace(String traceparent) {
        return new Person(origin, token, traceparent);
    }

    public HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    public HttpResponse<String> delete(String path) throws Exception {
        return send(request(path).DELETE());
    }

    public HttpResponse<String> post(String path, JsonObject body) throws Exception {
        return send("POST", path, "application/json", body);
    }

    public HttpResponse<String> put(String path, JsonObject body) throws Exception {
        return send("PUT", path, "application/json", body);
    }

    public HttpResponse<String> patch(String path, JsonObject body) throws Exception {
        return send("PATCH", path, "application/merge-patch+json", body);
    }

    /** Files a complaint with that many small images. */
    public HttpResponse<String> fileWithImages(String title, String priority, int images) throws Exception {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        field(form, "title", title);
        field(form, "description", "It does not work since yesterday.");
        field(form, "priority", priority);
        field(form, "category", "technical");
        for (int i = 0; i < images; i++) {
            write(
                    form,
                    "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"images\"; filename=\"" + i
                            + ".png\"\r\nContent-Type: image/png\r\n\r\n");
            form.write(png(20 + i));
            write(form, "\r\n");
        }
        write(form, "--" + BOUNDARY + "--\r\n");
        return send(request("/api/complaints")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(form.toByteArray())));
    }

    /** The body of an answer that is none of an error. */
    public static JsonObject json(HttpResponse<String> response) {
        if (response.statusCode() >= 300) {
            throw new AssertionError(response.request().method() + " "
                    + response.request().uri() + " gave " + response.statusCode() + ": " + response.body());
        }
        return new JsonObject(response.body());
    }

    private HttpResponse<String> send(String method, String path, String type, JsonObject body) throws Exception {
        return send(request(path).header("Content-Type", type).method(method, BodyPublishers.ofString(body.encode())));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(origin + path)).timeout(Duration.ofSeconds(40));
        if (traceparent != null) {
            request.header("traceparent", traceparent);
        }
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static void field(ByteArrayOutputStream form, String name, String value) throws IOException {
        write(
                form,
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
    }

    private static void write(ByteArrayOutputStream form, String text) throws IOException {
        form.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] png(int size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }
}
