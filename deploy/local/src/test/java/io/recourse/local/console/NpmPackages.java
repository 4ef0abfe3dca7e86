package io.recourse.local.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * The packages of npm that are on the class path, as mvnpm has put them into jars. Declarations of types are not beside
 * the scripts, but in an archive inside the jar.
 */
final class NpmPackages {
    private static final String IN_EVERY_ONE = "META-INF/importmap.json";
    private static final String MORE = "META-INF/.more.tgz";
    private static final String FILES = "resources/_static/";
    private static final String MANIFEST = "/package.json";
    private static final String TYPES = "META-INF/maven/org.mvnpm.at.types/";

    private NpmPackages() {}

    /** Scripts, declarations and manifests of all, by the path that they would have if npm had installed them. */
    static Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (URL found : Collections.list(NpmPackages.class.getClassLoader().getResources(IN_EVERY_ONE))) {
            JarURLConnection connection = (JarURLConnection) found.openConnection();
            connection.setUseCaches(false);
            try (JarFile jar = connection.getJarFile()) {
                files.putAll(installed(jar));
            }
        }
        return files;
    }

    private static Map<String, String> installed(JarFile jar) throws IOException {
        Map<String, String> packed = contents(jar);
        // Some packages of types have a directory more than others.
        String root = packed.keySet().stream()
                .filter(name -> name.endsWith(MANIFEST))
                .map(name -> name.substring(0, name.length() - MANIFEST.length()))
                .min((one, other) -> Integer.compare(one.length(), other.length()))
                .orElseThrow(() -> new IllegalStateException(jar.getName() + " has no package.json"));
        boolean types = jar.stream().anyMatch(entry -> entry.getName().startsWith(TYPES));
        String name = root.substring(FILES.length()).split("/", 2)[0];
        String place = "/node_modules/" + (types ? "@types/" : "") + name;
        Map<String, String> files = new HashMap<>();
        packed.forEach((path, text) -> files.put(place + path.substring(root.length()), text));
        return files;
    }

    private static Map<String, String> contents(JarFile jar) throws IOException {
        Map<String, String> texts = new HashMap<>();
        List<JarEntry> entries = jar.stream().toList();
        for (JarEntry entry : entries) {
            try (InputStream in = jar.getInputStream(entry)) {
                if (entry.getName().equals(MORE)) {
                    texts.putAll(unpacked(in));
                } else if (isWanted(entry.getName())) {
                    texts.put(entry.getName().substring("META-INF/".length()), text(in));
                }
            }
        }
        return texts;
    }

    private static Map<String, String> unpacked(InputStream archive) {
        Map<String, String> texts = new HashMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (isWanted(entry.getName())) {
                    texts.put(entry.getName(), text(tar));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static boolean isWanted(String name) {
        return name.contains(FILES)
                && (name.endsWith(".js") || name.endsWith(".d.ts") || name.endsWith(MANIFEST))
                && !name.contains(".min.js")
                && !name.contains("/umd/");
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
