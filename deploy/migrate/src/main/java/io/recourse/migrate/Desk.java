package io.recourse.migrate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The public API of a running desk, in an admin's name. */
final class Desk implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String BOUNDARY = "----recourse-migrate";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String username;
    private final String password;
    private String token;
    private Instant renewAt = Instant.MIN;

    Desk(String url, String username, String password) throws IOException {
        if (password == null) {
            throw new IOException("attachments need RECOURSE_ADMIN_PASSWORD");
        }
        this.url = url.replaceFirst("/+$", "");
        this.username = username;
        this.password = password;
    }

    /**
     * Adds an image to a complaint, once for each key.
     *
     * @return its id
     * @throws RefusedException for what the desk does not take
     */
    long addImage(long complaint, Path image, String key) throws IOException, InterruptedException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        write(form, "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"images\"; filename=\"image\"\r\n");
        write(form, "Content-Type: application/octet-stream\r\n\r\n");
        form.write(Files.readAllBytes(image));
        write(form, "\r\n--" + BOUNDARY + "--\r\n");
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(url + "/api/complaints/" + complaint + "/images"))
                        .timeout(TIMEOUT)
                        .header("Authorization", "Bearer " + token())
                        .header("Idempotency-Key", key)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofByteArray(form.toByteArray()))
                        .build(),
                BodyHandlers.ofString());
        JsonNode body = JSON.readTree(answer.body());
        if (answer.statusCode() == 201) {
            return body.path("id").asLong();
        }
        String detail = body.path("detail").asText("status " + answer.statusCode());
        if (answer.statusCode() == 429 || answer.statusCode() >= 500 || answer.statusCode() == 401) {
            throw new IOException("the desk did not take an image: " + detail);
        }
        throw new RefusedException(detail);
    }

    private String token() throws IOException, InterruptedException {
        if (Instant.now().isAfter(renewAt)) {
            String credentials = JSON.createObjectNode()
                    .put("username", username)
                    .put("password", password)
                    .toString();
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(url + "/api/auth/login"))
                            .timeout(TIMEOUT)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(credentials))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("the admin could not sign in: status " + answer.statusCode());
            }
            JsonNode session = JSON.readTree(answer.body());
            token = session.path("access_token").asText();
            renewAt = Instant.now().plusSeconds(session.path("expires_in").asLong() / 2);
        }
        return token;
    }

    private static void write(ByteArrayOutputStream form, String text) throws IOException {
        form.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        http.close();
    }
}
