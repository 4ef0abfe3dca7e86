package io.recourse.local.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes the place of a directory for a while: a file system without space or, where none can be mounted, no directory. */
final class FullDisk implements AutoCloseable {
    private final Path directory;
    private final Path aside;
    private final boolean mounted;

    private FullDisk(Path directory, Path aside, boolean mounted) {
        this.directory = directory;
        this.aside = aside;
        this.mounted = mounted;
    }

    static FullDisk at(Path directory) throws IOException {
        if (run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", directory.toString())) {
            fill(directory.resolve("filler"));
            return new FullDisk(directory, null, true);
        }
        Path aside = directory.resolveSibling(directory.getFileName() + ".aside");
        Files.move(directory, aside);
        Files.createFile(directory);
        return new FullDisk(directory, aside, false);
    }

    private static void fill(Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            // As intended.
        }
    }

    @Override
    public void close() throws IOException {
        if (mounted) {
            if (!run("umount", directory.toString())) {
                throw new IOException(directory + " is still mounted");
            }
        } else {
            Files.delete(directory);
            Files.move(aside, directory);
        }
    }

    @Override
    public String toString() {
        return mounted ? "there is no space" : "there is no directory";
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
