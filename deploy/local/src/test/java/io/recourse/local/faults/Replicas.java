package io.recourse.local.faults;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A second process of each service. */
record Replicas(Map<String, Replica> byName) implements AutoCloseable {

    static Replicas start(Servers servers, Path directory, Map<String, String> changes) {
        Map<String, Replica> replicas = new LinkedHashMap<>();
        Stream.of(Servers.COMPLAINT, Servers.ESCALATION, Servers.CLASSIFIER, Servers.IDENTITY)
                .forEach(name -> replicas.put(name, new Replica(servers, directory, name, changes).start()));
        return new Replicas(replicas);
    }

    Set<String> names() {
        return byName.keySet();
    }

    Replica of(String name) {
        return byName.get(name);
    }

    @Override
    public void close() {
        byName.values().forEach(Replica::close);
    }
}
