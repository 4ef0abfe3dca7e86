package io.recourse.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.recourse.embedded.KafkaBroker;
import io.recourse.local.supervision.Program;

/** The Kafka broker, as a JVM of its own. */
record KafkaProgram(List<String> flags, Path directory, int port, Path log, Path readyFile, int stopSeconds)
        implements Program {

    @Override
    public String name() {
        return "Kafka";
    }

    @Override
    public Process start() throws IOException {
        List<String> command = Jvm.command(
                "128m",
                Stream.concat(flags.stream(), Stream.of(Jvm.QUICK)).toList(),
                List.of(
                        "-cp",
                        Jvm.classPath(),
                        KafkaBroker.class.getName(),
                        directory.toString(),
                        Integer.toString(port),
                        readyFile.toString()));
        return Jvm.start(command, Map.of(), log);
    }

    @Override
    public boolean isReady(Process process) {
        try {
            return Files.readString(readyFile).equals(Long.toString(process.pid()));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void stop(Process process) {
        Jvm.stop(process, stopSeconds);
    }
}
