package io.recourse.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What a JVM has learned about a service in an earlier run: classes parsed and linked, methods profiled.
 *
 * <p>It fits one build of the service and one JDK, which its name tells; a JVM that finds it unfit goes on without.
 */
record AotCache(Path file) {

    /**
     * Names the cache of a program.
     *
     * @param jar which every build of the program writes anew
     */
    static AotCache of(Path root, String program, Path jar) {
        CRC32 build = new CRC32();
        try {
            String identity = jar + " " + Files.getLastModifiedTime(jar) + " " + Runtime.version();
            build.update(identity.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new AotCache(
                directory(root).resolve(program + "-" + HexFormat.of().toHexDigits((int) build.getValue()) + ".aot"));
    }

    static AotCache of(Path root, Service service) {
        return of(root, service.module(), service.jar(root));
    }

    static AotCache ofKafka(Path root) {
        return of(root, "kafka", root.resolve("deploy/local/target/recourse-local.jar"));
    }

    static Path directory(Path root) {
        return root.resolve("deploy/local/target/aot");
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Without a cache a start takes longer; the JVM compiles as ever, for half of the peak would be lost for good. */
    List<String> use() {
        return exists() ? List.of("-XX:AOTCache=" + file, "-Xlog:aot*=off") : List.of();
    }

    /**
     * The JVM writes it when it ends. Without the profiles of the optimizing compiler, which would have it compile all
     * that was ever hot at every start: seconds in which nothing else runs.
     */
    List<String> record() {
        return List.of(Jvm.QUICK, "-XX:AOTCacheOutput=" + unfinished(), "-Xlog:aot*=off");
    }

    /** Gives the written cache its name, and removes those of earlier builds. */
    void finish() {
        try {
            if (Files.exists(unfinished())) {
                deleteEarlier();
                Files.move(unfinished(), file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deleteEarlier() throws IOException {
        String program = file.getFileName().toString().replaceFirst("-[0-9a-f]+\\.aot$", "");
        try (Stream<Path> siblings = Files.list(file.getParent())) {
            for (Path sibling : siblings.toList()) {
                if (sibling.getFileName().toString().matches(program + "-[0-9a-f]+\\.aot")) {
                    Files.delete(sibling);
                }
            }
        }
    }

    private Path unfinished() {
        return file.resolveSibling(file.getFileName() + ".new");
    }
}
