package io.recourse.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's executables, unpacked once per user and version into a cache. */
public final class PostgresBinaries {
    private final Path directory;

    private PostgresBinaries(Path directory) {
        this.directory = directory;
    }

    /** Unpacks the archive for this machine unless it is there already; safe while others do the same. */
    public static PostgresBinaries unpacked() {
        URL archive = archive();
        Path directory = Cache.directory().resolve("postgres-" + fingerprint(archive));
        Cache.createOnce(directory, partial -> unpack(archive, partial));
        return new PostgresBinaries(directory);
    }

    /** For instance 18: a data directory is readable only by the major version that wrote it. */
    public int majorVersion() {
        // postgres (PostgreSQL) 18.6
        String version = Command.run(List.of(executable("postgres"), "--version"), "");
        return Integer.parseInt(version.replaceFirst(".*\\) (\\d+).*", "$1").strip());
    }

    String executable(String name) {
        return directory.resolve("bin").resolve(name).toString();
    }

    /** Distinguishes versions and platforms. */
    String fingerprint() {
        return directory.getFileName().toString();
    }

    private static URL archive() {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String architecture =
                switch (System.getProperty("os.arch")) {
                    case "amd64", "x86_64" -> "x86_64";
                    case String other -> other.equals("aarch64") ? "arm_64" : other;
                };
        String name = "/postgres-" + system + "-" + architecture + ".txz";
        URL archive = PostgresBinaries.class.getResource(name);
        if (archive == null) {
            throw new EmbeddedServerException("There is no PostgreSQL for this machine on the class path: no " + name);
        }
        return archive;
    }

    private static String fingerprint(URL archive) {
        try {
            URLConnection connection = archive.openConnection();
            connection.setUseCaches(false);
            return connection instanceof JarURLConnection jar
                    ? Long.toHexString(jar.getJarEntry().getCrc())
                    : Long.toHexString(connection.getContentLengthLong());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(URL archive, Path target) {
        try (InputStream bytes = archive.openStream();
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(bytes))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, target.resolve(entry.getName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be unpacked into " + target, e);
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(file, file.getFileSystem().getPath(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
