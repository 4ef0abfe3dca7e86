package io.recourse.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where everything that outlives a run is kept; locked while a stack uses it. */
final class DataDirectory implements AutoCloseable {
    /** Raised when a later version can no longer read what an earlier one has written. */
    private static final String LAYOUT = "recourse data 1";

    private static final String MARKER = "recourse-data";
    private static final String LOCK = "lock";
    private static final long NEEDED_BYTES = 500L << 20;
    private static final String SECRET_LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Opens the directory, makes it if need be, and keeps others from using it.
     *
     * @param fresh empties it first, but only if it is ours
     */
    static DataDirectory open(Path path, boolean fresh) {
        try {
            requireUsable(path, fresh);
            Files.createDirectories(path);
            DataDirectory directory = new DataDirectory(path, lock(path));
            if (fresh) {
                directory.wipe();
            }
            mark(path);
            directory.requireSpace();
            for (String child : List.of("logs", "mail", "media", "run")) {
                Files.createDirectories(path.resolve(child));
            }
            return directory;
        } catch (IOException e) {
            throw new CannotStartException("The data directory " + path + " is not writable (" + e + ").", e);
        }
    }

    /** Tells whether a stack has kept its data there. */
    static boolean isOurs(Path path) {
        return Files.exists(path.resolve(MARKER));
    }

    /** Makes the directory one of ours, of this layout. */
    static void mark(Path path) throws IOException {
        Files.writeString(path.resolve(MARKER), LAYOUT + "\n");
    }

    /** The launcher of the stack that uses the directory now, if there is one. */
    static Optional<ProcessHandle> user(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                return Optional.empty();
            }
        } catch (NoSuchFileException neverUsed) {
            return Optional.empty();
        }
        return ProcessHandle.of(
                Long.parseLong(Files.readString(path.resolve(LOCK)).strip()));
    }

    Path resolve(String child) {
        return path.resolve(child);
    }

    /** Returns a random secret, which is made at the first call and kept where only its owner can read it. */
    String secret(String name, int length) {
        Path file = path.resolve("secrets").resolve(name);
        try {
            if (Files.notExists(file)) {
                writePrivately(file, random(length));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CannotStartException("The secret " + file + " can be neither read nor written.", e);
        }
    }

    /** Starts a new log of that name; the one of the last run is kept beside it. */
    Path log(String name) {
        Path log = path.resolve("logs").resolve(name + ".log");
        try {
            if (Files.exists(log)) {
                Files.move(
                        log,
                        log.resolveSibling(name + ".previous.log"),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            return Files.createFile(log);
        } catch (IOException e) {
            throw new CannotStartException("The log " + log + " cannot be written.", e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireUsable(Path path, boolean fresh) throws IOException {
        if (path.toString().indexOf(',') >= 0) {
            throw new CannotStartException(
                    "Kafka takes no comma in the name of a directory: choose another than " + path);
        }
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new CannotStartException(path + " is not a directory.");
        }
        Path marker = path.resolve(MARKER);
        if (Files.exists(marker)) {
            String layout = Files.readString(marker).strip();
            if (!fresh && !layout.equals(LAYOUT)) {
                throw new CannotStartException("The data in " + path + " was written by another version of Recourse ("
                        + layout + "): use that version, or --fresh to start without the data.");
            }
        } else if (!isEmpty(path)) {
            throw new CannotStartException(
                    path + " is not empty and holds no data of Recourse: choose another directory.");
        }
    }

    static boolean isEmpty(Path path) throws IOException {
        if (Files.notExists(path)) {
            return true;
        }
        try (Stream<Path> children = Files.list(path)) {
            // Whoever was killed at once has left no more than the lock.
            return children.noneMatch(child -> !child.endsWith(LOCK));
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new CannotStartException("Another Recourse is running with the data in " + path
                    + ": stop it, or choose another directory with --data.");
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
        return channel;
    }

    private void requireSpace() throws IOException {
        long usable = Files.getFileStore(path).getUsableSpace();
        if (usable < NEEDED_BYTES) {
            throw new CannotStartException("There is no space left for data in " + path + ": " + (usable >> 20)
                    + " MB are free, " + (NEEDED_BYTES >> 20) + " MB are needed.");
        }
    }

    /** Everything but the lock, which is in use, and the marker, without which a half wiped directory would be nobody's. */
    void wipe() throws IOException {
        try (Stream<Path> children = Files.list(path)) {
            for (Path child : children.toList()) {
                if (!List.of(LOCK, MARKER).contains(child.getFileName().toString())) {
                    delete(child);
                }
            }
        }
    }

    static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void writePrivately(Path file, String content) throws IOException {
        Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, content + "\n");
    }

    private static String random(int length) {
        StringBuilder secret = new StringBuilder(length);
        new SecureRandom()
                .ints(length, 0, SECRET_LETTERS.length())
                .forEach(i -> secret.append(SECRET_LETTERS.charAt(i)));
        return secret.toString();
    }
}
