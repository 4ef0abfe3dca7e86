package io.recourse.embedded;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts commands in a session of their own, so that Ctrl-C in a terminal reaches only the process that asked for them. */
public final class Session {
    private static final List<String> PREFIX = prefix();

    private Session() {}

    /** Returns the command so wrapped that the process keeps its pid; unchanged where the system offers no way to. */
    public static List<String> detached(List<String> command) {
        List<String> wrapped = new ArrayList<>(PREFIX);
        wrapped.addAll(command);
        return wrapped;
    }

    private static List<String> prefix() {
        if (onPath("setsid")) {
            return List.of("setsid");
        }
        // macOS has no setsid(1), but Perl.
        return onPath("perl") ? List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV or exit 127") : List.of();
    }

    private static boolean onPath(String command) {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, command))) {
                return true;
            }
        }
        return false;
    }
}
