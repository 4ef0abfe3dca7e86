package io.recourse.local.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.recourse.embedded.Leftover;
import io.recourse.embedded.Signal;

/** Notes of running processes on disk: who comes after a kill -9 can tell them from strangers with the same number. */
final class RunFiles {
    private final Path directory;

    RunFiles(Path directory) {
        this.directory = directory;
    }

    void write(String name, ProcessHandle process) {
        try {
            Files.writeString(directory.resolve(name), process.pid() + " " + startOf(process) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String name) {
        try {
            Files.deleteIfExists(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the noted processes that still run, and returns when they are gone. */
    void endLeftovers() {
        try (Stream<Path> notes = Files.list(directory)) {
            for (Path note : notes.toList()) {
                noted(note).ifPresent(process -> new Leftover(process).end(Signal.KILL));
                Files.delete(note);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ProcessHandle> noted(Path note) throws IOException {
        List<String> words = List.of(Files.readString(note).strip().split(" "));
        if (words.size() != 2 || !words.getFirst().matches("\\d+")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(words.getFirst()))
                .filter(process -> startOf(process).equals(words.getLast()));
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Object::toString).orElse("unknown");
    }
}
