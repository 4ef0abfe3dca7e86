package io.recourse.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.sun.security.auth.module.UnixSystem;

/** What costs seconds to make and is the same for every test run: kept in the user's cache directory. */
final class Cache {
    private Cache() {}

    static Path directory() {
        // Under the cache of root, user nobody would not reach the executables.
        Path personal = personal();
        if (PostgresUser.detected() == PostgresUser.NOBODY || !made(personal)) {
            return ours(shared());
        }
        return personal;
    }

    /** Fills a new directory and gives it its name when it is complete, so that nobody sees half of it. */
    static void createOnce(Path directory, Consumer<Path> filler) {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path partial = directory.resolveSibling(
                directory.getFileName() + "-" + ProcessHandle.current().pid());
        delete(partial);
        deleteAbandoned(directory);
        try {
            Files.createDirectory(partial);
            filler.accept(partial);
            Files.move(partial, directory);
        } catch (IOException e) {
            if (!Files.isDirectory(directory)) {
                throw new UncheckedIOException(e);
            }
            // Somebody else was faster, which is as good.
        } finally {
            delete(partial);
        }
    }

    /** Who was killed while filling a directory could not remove it. */
    private static void deleteAbandoned(Path directory) {
        Instant longAgo = Instant.now().minus(Duration.ofHours(1));
        String partialName = Pattern.quote(directory.getFileName().toString()) + "-\\d+";
        try (Stream<Path> siblings = Files.list(directory.getParent())) {
            for (Path sibling : siblings.toList()) {
                if (sibling.getFileName().toString().matches(partialName)
                        && Files.getLastModifiedTime(sibling).toInstant().isBefore(longAgo)) {
                    delete(sibling);
                }
            }
        } catch (IOException e) {
            // They are in nobody's way; and somebody else may be removing them as well.
        }
    }

    static void delete(Path directory) {
        Command.run("rm", "-rf", directory.toString());
    }

    private static boolean made(Path directory) {
        try {
            Files.createDirectories(directory);
            return Files.isWritable(directory);
        } catch (IOException e) {
            return false;
        }
    }

    /** Others may write into the place for temporary files: what they have put there is not ours to run. */
    private static Path ours(Path directory) {
        try {
            if (!made(directory)
                    || !Files.getAttribute(directory, "unix:uid").equals((int) new UnixSystem().getUid())) {
                throw new EmbeddedServerException("PostgreSQL cannot be unpacked into " + directory
                        + ": it is not writable or belongs to somebody else.");
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path personal() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path caches = configured != null && configured.startsWith("/")
                ? Path.of(configured)
                : Path.of(System.getProperty("user.home"), ".cache");
        return caches.resolve("recourse");
    }

    private static Path shared() {
        return Path.of(System.getProperty("java.io.tmpdir"), "recourse-cache-" + System.getProperty("user.name"));
    }
}
