package io.recourse.local;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The options of {@code up}, which has rejected what it does not know and filled in the defaults. */
record Options(
        Path root,
        int port,
        Path data,
        boolean fresh,
        boolean demo,
        boolean train,
        boolean start,
        Set<Service> services,
        boolean executables) {

    static Options parse(String[] arguments) {
        Path root = Path.of(".");
        int port = 8080;
        Path data = Path.of("data");
        boolean fresh = false;
        boolean demo = false;
        boolean train = false;
        boolean start = true;
        Set<Service> services = EnumSet.allOf(Service.class);
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
                case "--only" -> services = services(rest.next());
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
                services,
                executables);
    }

    private static Set<Service> services(String ids) {
        Set<Service> services = EnumSet.noneOf(Service.class);
        for (String id : ids.split(",")) {
            services.add(Arrays.stream(Service.values())
                    .filter(service -> service.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new CannotStartException("There is no service '" + id
                            + "': --only takes some of identity, complaint, escalation and classifier.")));
        }
        return services;
    }
}
