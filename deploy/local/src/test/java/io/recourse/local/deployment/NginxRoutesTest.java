package io.recourse.local.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** The nginx of containers and Kubernetes sends every path where the table of routes says. */
class NginxRoutesTest {
    private static final Path GATEWAY = Path.of("..", "gateway");
    private static final Pattern RULE = Pattern.compile("(?m)^ {8}(\\S+) +(\"\"|[a-z]+);");

    static Stream<String[]> routes() throws IOException {
        return Files.readAllLines(GATEWAY.resolve("routes")).stream()
                .filter(line -> line.startsWith("/"))
                .map(line -> line.split("\\s+"));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void sendsWhereTheTableSays(String prefix, String service) throws IOException {
        assertEquals(service, destination(prefix));
        if (!prefix.startsWith("/.well-known")) {
            assertEquals(service, destination(prefix + "/17/anything"));
        }
        if (prefix.startsWith("/api") || prefix.startsWith("/dialects")) {
            assertNotEquals(service, destination(prefix + "x"), "a prefix ends where a segment ends");
        }
    }

    @Test
    void sendsNobodyToWhatIsReserved() throws IOException {
        for (String path : new String[] {
            "/api",
            "/api/",
            "/api/none",
            "/q",
            "/q/health",
            "/.well-known/other",
            "/docs",
            "/dialects",
            "/dialects/other"
        }) {
            assertEquals("", destination(path), path);
        }
        for (String path : new String[] {"/", "/complaints/7", "/quality", "/apiary"}) {
            assertEquals("complaint", destination(path), path);
        }
    }

    /** As nginx does it: literal paths first, then the first expression that fits, then the default. */
    private static String destination(String path) throws IOException {
        String configuration = Files.readString(GATEWAY.resolve("nginx.conf"));
        int start = configuration.indexOf("map $uri $service {");
        Matcher rules = RULE.matcher(configuration.substring(start, configuration.indexOf("    }\n", start)));
        Map<String, String> table = new LinkedHashMap<>();
        while (rules.find()) {
            table.put(rules.group(1), rules.group(2).replace("\"", ""));
        }
        if (table.containsKey(path)) {
            return table.get(path);
        }
        return table.entrySet().stream()
                .filter(rule -> rule.getKey().startsWith("~"))
                .filter(rule -> Pattern.compile(rule.getKey().substring(1))
                        .matcher(path)
                        .find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(table.get("default"));
    }
}
