package io.recourse.complaint.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;

/** The bytes of the images: checked before they are kept, and handled on the worker pool, because all of it blocks. */
@ApplicationScoped
public class Media {

    private final ImageCheck check;
    private final MediaStore store;
    private final Vertx vertx;

    @Inject
    Media(MediaConfig config, MediaStore store, Vertx vertx) {
        this.check = new ImageCheck(config.maxSize().asLongValue(), config.maxPixels());
        this.store = store;
        this.vertx = vertx;
    }

    /**
     * Checks a file and stores a copy of the image in it, without metadata that tells where it was taken. The copy is
     * durable when the Uni gives its key.
     *
     * @return fails with {@link UnacceptableImageException} for what is no image that can be taken
     */
    public Uni<CheckedImage> store(Path upload) {
        return onWorker(() -> checkAndStore(upload));
    }

    /**
     * Gives a part of the bytes of a key.
     *
     * @return fails with {@link java.nio.file.NoSuchFileException} when they are missing
     */
    public Uni<MediaContent> open(String mediaKey, long from, long count) {
        return onWorker(() -> store.open(mediaKey, from, count));
    }

    /** Deletes the bytes of keys; keys that have none are as good as deleted. */
    public Uni<Void> delete(List<String> mediaKeys) {
        return onWorker(() -> {
            for (String key : mediaKeys) {
                store.delete(key);
            }
            return null;
        });
    }

    /** What is kept under keys that begin with two characters, and when it was last written. */
    Uni<Map<String, Instant>> list(String shard) {
        return onWorker(() -> store.list(shard));
    }

    private CheckedImage checkAndStore(Path upload) throws IOException {
        String key = UUID.randomUUID().toString();
        Path copy = upload.resolveSibling(key + ".checked");
        try {
            CheckedImage image = check.copy(upload, copy, key);
            store.put(key, copy, image.contentType());
            return image;
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private <T> Uni<T> onWorker(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }
}
