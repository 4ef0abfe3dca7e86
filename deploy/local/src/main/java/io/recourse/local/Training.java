package io.recourse.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.recourse.embedded.FreePort;
import io.recourse.local.demo.SampleData;

/** A run of the stack for its JVMs to learn from, once per build, so that every later start takes half the time. */
final class Training {
    private final Path root;
    private final Progress progress;

    Training(Path root, Progress progress) {
        this.root = root;
        this.progress = progress;
    }

    boolean isNeeded() {
        return caches().stream().anyMatch(cache -> !cache.exists());
    }

    /** Nothing depends on it: without caches the stack only starts more slowly. */
    void run() {
        Path directory = root.resolve("deploy/local/target/aot");
        try {
            Files.createDirectories(directory);
            try (DataDirectory data = DataDirectory.open(directory.resolve("training"), true)) {
                train(data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        caches().forEach(AotCache::finish);
    }

    private void train(DataDirectory data) {
        int port = FreePort.find();
        try (Stack stack = new Stack(root, data, port, progress, Stack.Learning.RECORD)) {
            stack.start();
            SignIn admin = SignIn.ofAdmin(data);
            new SampleData("http://127.0.0.1:" + port, admin.username(), admin.password()).create();
            progress.sayTimed("writing down what the services have learned");
        }
    }

    private List<AotCache> caches() {
        return Stream.of(Service.values())
                .map(service -> AotCache.of(root, service))
                .toList();
    }
}
