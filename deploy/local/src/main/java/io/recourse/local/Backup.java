package io.recourse.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What {@code deploy/local/backup} and {@code deploy/local/restore} run: everything that a data directory keeps as one file,
 * and back.
 */
public final class Backup {
    /** Raised when a later version can no longer restore what an earlier one has backed up. */
    private static final String FORMAT = "recourse backup 1";

    private static final String NOTE = "recourse-backup";
    private static final List<String> KEPT = List.of("postgres", "kafka", "secrets");
    private static final String MEDIA = "media";

    private Backup() {}

    /** Arguments: {@code backup} or {@code restore}, data directory, file. Ends with status 1 and a sentence on failure. */
    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(arguments[1]).toAbsolutePath().normalize();
        Path file = Path.of(arguments[2]).toAbsolutePath().normalize();
        try {
            if (arguments[0].equals("restore")) {
                restore(file, data);
            } else {
                backUp(data, file);
            }
        } catch (CannotStartException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Of a stack that runs, which stands still for the moment that copying takes, or of one that does not. */
    private static void backUp(Path data, Path file) throws IOException {
        if (!DataDirectory.isOurs(data)) {
            throw new CannotStartException(data + " holds no data of Recourse.");
        }
        if (Files.exists(file)) {
            throw new CannotStartException(file + " exists already.");
        }
        // In the same file system, where a copy may cost nothing.
        Path copy = data.resolve("backup.part");
        delete(copy);
        Files.createDirectory(copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            Optional<ProcessHandle> launcher = DataDirectory.user(data);
            if (launcher.isPresent()) {
                try (Standstill standstill = Standstill.of(launcher.get())) {
                    copy(data, copy);
                    System.out.printf("Everything stood still for %d ms%n", standstill.millis());
                }
            } else {
                try (DataDirectory unused = DataDirectory.open(data, false)) {
                    copy(unused.resolve("."), copy);
                }
            }
            // It names a process, which PostgreSQL would take for its predecessor wherever this is restored.
            Files.deleteIfExists(copy.resolve("postgres/postmaster.pid"));
            Files.writeString(
                    copy.resolve(NOTE), FORMAT + "\n" + Clock.systemUTC().instant() + "\n");
            pack(copy, file);
        } finally {
            delete(copy);
        }
        System.out.printf("%s has %d MB; it holds secrets%n", file, Files.size(file) >> 20);
    }

    private static void copy(Path data, Path copy) throws IOException {
        List<String> command = new ArrayList<>(List.of("cp", "-a"));
        for (String kept : KEPT) {
            command.add(data.resolve(kept).toString());
        }
        command.add(copy.toString());
        run(command);
        // Images never change: a second name keeps one that is deleted meanwhile.
        if (!succeeds(List.of("cp", "-al", data.resolve(MEDIA).toString(), copy.toString()))) {
            run(List.of("cp", "-a", data.resolve(MEDIA).toString(), copy.toString()));
        }
    }

    private static void pack(Path copy, Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        run(List.of("tar", "-czf", part.toString(), "-C", copy.toString(), "."));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Into a directory that is empty or does not exist: nothing is ever overwritten. */
    private static void restore(Path file, Path data) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CannotStartException("There is no file " + file + ".");
        }
        if (!DataDirectory.isEmpty(data)) {
            throw new CannotStartException(
                    data + " is not empty: move it away, or choose another directory with --data.");
        }
        Path part = data.resolveSibling(data.getFileName() + ".part");
        delete(part);
        Files.createDirectories(part);
        // As it is after `up`: PostgreSQL may run as another user.
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            run(List.of("tar", "-xzf", file.toString(), "-C", part.toString()));
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path note = part.resolve(NOTE);
            if (!Files.exists(note) || !Files.readString(note).startsWith(FORMAT + "\n")) {
                throw new CannotStartException(file + " is no backup that this version of Recourse can read.");
            }
            DataDirectory.mark(part);
            delete(data);
            Files.move(part, data, StandardCopyOption.ATOMIC_MOVE);
            System.out.printf(
                    "%s is as of %s%n",
                    data, Files.readAllLines(data.resolve(NOTE)).getLast());
        } finally {
            delete(part);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            DataDirectory.delete(tree);
        }
    }

    private static void run(List<String> command) throws IOException {
        if (!succeeds(command)) {
            throw new CannotStartException(String.join(" ", command.subList(0, 2)) + " has failed; see above.");
        }
    }

    private static boolean succeeds(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            return process.waitFor(1, TimeUnit.HOURS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new CannotStartException("Interrupted.", e);
        }
    }
}
