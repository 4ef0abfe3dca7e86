package io.recourse.local.faults;

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
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;

import io.recourse.local.Person;
import io.vertx.core.json.JsonObject;

/** Somebody who files complaints and gets mails about them. */
record Customer(String origin, String id, String email, String token) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String BOUNDARY = "----recourse-faults";
    private static final String PASSWORD = "a walk in the rain";

    static Customer register(String origin) throws Exception {
        String username = "c" + UUID.randomUUID().toString().substring(0, 12);
        Person nobody = Person.nobody(origin);
        JsonObject user = Person.json(nobody.post(
                "/api/users",
                new JsonObject()
                        .put("username", username)
                        .put("email", username + "@example.org")
                        .put("password", PASSWORD)
                        .put("first_name", "Given")
                        .put("last_name", "Family")));
        return new Customer(origin, user.getString("id"), user.getString("email"), null).signIn(origin);
    }

    /** With a token of that address. */
    Customer signIn(String where) throws Exception {
        JsonObject session = Person.json(Person.nobody(where)
                .post("/api/auth/login", new JsonObject().put("username", email).put("password", PASSWORD)));
        return new Customer(where, id, email, session.getString("access_token"));
    }

    /** The same person at another address of the product. */
    Customer at(String other) {
        return new Customer(other, id, email, token);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token);
    }

    /** What came of a complaint with an image. */
    record Filed(Customer customer, int status, boolean saysWhenToRetry, String body) {
        byte[] image() throws Exception {
            String url = new JsonObject(body)
                    .getJsonArray("images")
                    .getJsonObject(0)
                    .getString("url")
                    .replaceFirst("^https?://[^/]+", "");
            HttpResponse<byte[]> image = HTTP.send(customer.request(url).build(), BodyHandlers.ofByteArray());
            if (image.statusCode() != 200) {
                throw new AssertionError("The image gave " + image.statusCode());
            }
            return image.body();
        }
    }

    Filed fileWithImage(String title) throws Exception {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", png);
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (String field : List.of("title", "description")) {
            write(
                    form,
                    "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + title
                            + "\r\n");
        }
        write(
                form,
                "--" + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"images\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n");
        form.write(png.toByteArray());
        write(form, "\r\n--" + BOUNDARY + "--\r\n");
        HttpResponse<String> answer = HTTP.send(
                request("/api/complaints")
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofByteArray(form.toByteArray()))
                        .build(),
                BodyHandlers.ofString());
        return new Filed(
                this,
                answer.statusCode(),
                answer.headers().firstValue("Retry-After").isPresent(),
                answer.body());
    }

    /** Of this customer's complaints, the newest first. */
    List<String> titles() throws Exception {
        HttpResponse<String> answer = HTTP.send(request("/api/complaints").build(), BodyHandlers.ofString());
        return Person.json(answer).getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("title"))
                .toList();
    }

    private static void write(ByteArrayOutputStream form, String text) throws IOException {
        form.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
