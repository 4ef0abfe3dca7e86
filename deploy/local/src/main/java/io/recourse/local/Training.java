package io.recourse.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
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

    /** Does nothing if nothing was built since the last time; nothing depends on it but the time of later starts. */
    void runIfNeeded() {
        if (caches().stream().allMatch(AotCache::exists)) {
            return;
        }
        progress.say("Letting the services learn to start fast, which takes a minute and is done once per build");
        try {
            Files.createDirectories(AotCache.directory(root));
            run();
            caches().forEach(AotCache::finish);
        } catch (CannotStartException | IllegalStateException | IOException e) {
            progress.say("The services have not learned to start fast: " + e.getMessage());
        }
    }

    private void run() throws IOException {
        Path directory = AotCache.directory(root).resolve("training");
        try (DataDirectory data = DataDirectory.open(directory, true)) {
            try (Stack stack = new Stack(
                    root, data, FreePort.find(), progress, Stack.Mode.LEARNING_JVM, EnumSet.allOf(Service.class))) {
                stack.start();
                progress.sayTimed("using them");
                SignIn admin = SignIn.ofAdmin(data);
                new SampleData(stack.url(), admin.username(), admin.password()).create();
                progress.sayTimed("writing down what they have learned");
            }
            data.wipe();
        }
        progress.sayTimed("done");
    }

    private List<AotCache> caches() {
        Stream<AotCache> services = Stream.of(Service.values()).map(service -> AotCache.of(root, service));
        return Stream.concat(services, Stream.of(AotCache.ofKafka(root))).toList();
    }
}
