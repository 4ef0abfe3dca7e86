package io.recourse.complaint.media;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;

/** Tells uploads apart by their content, for requests that may be sent again. */
@ApplicationScoped
public class FileFingerprints {

    private final Vertx vertx;

    @Inject
    FileFingerprints(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * The SHA-256 of each file, in hexadecimal.
     *
     * @param key the request's Idempotency-Key; null: nobody will ask, so nothing is read
     */
    public Uni<List<String>> of(String key, List<Path> files) {
        if (key == null || files.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return vertx.executeBlocking(
                () -> {
                    List<String> prints = new ArrayList<>();
                    for (Path file : files) {
                        prints.add(ImageCheck.sha256(file));
                    }
                    return prints;
                },
                false);
    }
}
