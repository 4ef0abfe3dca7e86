package io.recourse.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Takes the place of a service where only the launcher is tested: says that it is ready and which variables it got. */
public final class StandInService {
    private StandInService() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        server.createContext("/", exchange -> answer(exchange, 404, "nothing"));
        server.createContext("/q/health/ready", exchange -> answer(exchange, 200, "{}"));
        server.createContext(
                "/api",
                exchange ->
                        answer(exchange, 200, ProcessHandle.current().pid() + "\n" + new TreeMap<>(System.getenv())));
        server.start();
    }

    /** Puts a jar where the launcher looks for each service. */
    static void installAll(Path root) throws IOException {
        for (Service service : Service.values()) {
            Path jar = service.jar(root);
            Files.createDirectories(jar.getParent());
            write(jar);
        }
    }

    /** Puts a program where the launcher looks for each service's executable, and leaves no jar of it. */
    static void installExecutables(Path root) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        for (Service service : Service.values()) {
            Path target = Files.createDirectories(root.resolve(service.module()).resolve("target"));
            Path executable = target.resolve(service.module() + "-1.0-runner");
            Path jar = target.resolve("stand-in.jar");
            Files.deleteIfExists(service.jar(root));
            write(jar);
            Files.writeString(executable, "#!/bin/sh\nexec '%s' -jar '%s' \"$@\"\n".formatted(java, jar));
            Files.setPosixFilePermissions(executable, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static void write(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandInService.class.getName());
        String name = StandInService.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var bytes = StandInService.class.getClassLoader().getResourceAsStream(name)) {
            entries.putNextEntry(new JarEntry(name));
            bytes.transferTo(entries);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
