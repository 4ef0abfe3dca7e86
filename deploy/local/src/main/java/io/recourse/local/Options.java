package io.recourse.local;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** The options of {@code up}, which has rejected what it does not know and filled in the defaults. */
record Options(
        Path root,
        int port,
        Path data,
        boolean fresh,
        boolean demo,
        boolean train,
        boolean start,
        boolean executables) {

    static Options parse(String[] arguments) {
        Path root = Path.of(".");
        int port = 8080;
        Path data = Path.of("data");
        boolean fresh = false;
        boolean demo = false;
        boolean train = false;
        boolean start = true;
        boolean executables = false;
        for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            switch (rest.next()) {
                case "--root" -> root = Path.of(rest.next());
                case "--port" -> port = Integer.parseInt(rest.next());
                case "--data" -> data = Path.of(rest.next());
                case "--fresh" -> fresh = true;
                case "--demo" -> demo = true;
                case "--train" -> train = true;
                case "--no-start" -> start = false;
                case "--native" -> executables = true;
                case String unknown -> throw new CannotStartException("Unknown option " + unknown);
            }
        }
        return new Options(
                root.toAbsolutePath().normalize(),
                port,
                data.toAbsolutePath().normalize(),
                fresh,
                demo,
                train,
                start,
                executables);
    }
}
