package io.recourse.complaint.media;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.complaint.media.UnacceptableImageException.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;

/** The bytes of the images, as files. All of it blocks, so all of it runs on the worker pool. */
@ApplicationScoped
public class MediaStore {

    private static final List<ImageFormat> FORMATS = List.of(new Png(), new Jpeg(), new Webp(), new Gif());
    private static final int HEAD = 12;
    private static final String UNFINISHED = ".part";

    private final MediaConfig config;
    private final Vertx vertx;

    @Inject
    MediaStore(MediaConfig config, Vertx vertx) {
        this.config = config;
        this.vertx = vertx;
    }

    /**
     * Checks a file and stores a copy of the image in it, without metadata that tells where it was taken. The copy is on
     * the disk, synchronised, when the Uni gives its key.
     *
     * @return fails with {@link UnacceptableImageException} for what is no image that can be taken
     */
    public Uni<CheckedImage> store(Path upload) {
        return vertx.executeBlocking(() -> checkAndCopy(upload), false);
    }

    /** Where the bytes of a key are. */
    public Path locate(String mediaKey) {
        return config.directory().resolve(mediaKey.substring(0, 2)).resolve(mediaKey);
    }

    /** Deletes the bytes of keys; keys that have none are as good as deleted. */
    public Uni<Void> delete(List<String> mediaKeys) {
        return vertx.executeBlocking(
                () -> {
                    for (String key : mediaKeys) {
                        Files.deleteIfExists(locate(key));
                    }
                    return null;
                },
                false);
    }

    /** The keys of files that were last touched before an instant; files that were never finished go at once. */
    Uni<List<String>> olderThan(Instant instant) {
        return vertx.executeBlocking(() -> listOlderThan(instant), false);
    }

    private CheckedImage checkAndCopy(Path upload) throws IOException {
        long size = Files.size(upload);
        if (size > config.maxSize().asLongValue()) {
            throw new UnacceptableImageException(
                    Reason.TOO_LARGE,
                    "an image may have at most %d bytes"
                            .formatted(config.maxSize().asLongValue()));
        }
        ImageFormat format = format(upload);
        String key = UUID.randomUUID().toString();
        Path target = locate(key);
        Path unfinished = target.resolveSibling(key + UNFINISHED);
        Files.createDirectories(target.getParent());
        try {
            ImageFormat.Dimensions dimensions = copy(format, upload, unfinished);
            CheckedImage image = new CheckedImage(
                    key,
                    format.contentType(),
                    Files.size(unfinished),
                    dimensions.width(),
                    dimensions.height(),
                    sha256(unfinished));
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            return image;
        } catch (EOFException truncated) {
            throw notAnImage(format, "it ends too early");
        } catch (MalformedImageException malformed) {
            throw notAnImage(format, malformed.getMessage());
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private ImageFormat.Dimensions copy(ImageFormat format, Path upload, Path target) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(upload)));
                FileChannel file = FileChannel.open(
                        target, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
                DataOutputStream out = new DataOutputStream(
                        new BufferedOutputStream(java.nio.channels.Channels.newOutputStream(file)))) {
            ImageFormat.Dimensions dimensions = format.copy(in, out);
            if (dimensions.pixels() > config.maxPixels()) {
                throw new UnacceptableImageException(
                        Reason.TOO_MANY_PIXELS,
                        "an image may have at most %d pixels, this one has %d x %d"
                                .formatted(config.maxPixels(), dimensions.width(), dimensions.height()));
            }
            out.flush();
            format.complete(file);
            file.force(true);
            return dimensions;
        }
    }

    private static ImageFormat format(Path upload) throws IOException {
        byte[] head = new byte[HEAD];
        try (InputStream in = Files.newInputStream(upload)) {
            in.readNBytes(head, 0, HEAD);
        }
        return FORMATS.stream()
                .filter(format -> format.begins(head))
                .findFirst()
                .orElseThrow(() -> new UnacceptableImageException(
                        Reason.NOT_AN_IMAGE, "an image must be a PNG, JPEG, WebP or GIF"));
    }

    private static UnacceptableImageException notAnImage(ImageFormat format, String why) {
        return new UnacceptableImageException(
                Reason.NOT_AN_IMAGE, "the file is no whole %s image: %s".formatted(format.contentType(), why));
    }

    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private List<String> listOlderThan(Instant instant) throws IOException {
        if (!Files.isDirectory(config.directory())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(config.directory(), 2)) {
            List<Path> old = files.filter(Files::isRegularFile)
                    .filter(file -> lastTouched(file).isBefore(instant))
                    .toList();
            for (Path file : old) {
                if (file.toString().endsWith(UNFINISHED)) {
                    Files.deleteIfExists(file);
                }
            }
            return old.stream().map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Instant lastTouched(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
