package io.recourse.complaint.media;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Images as files, in directories that are named by the first two characters of the keys in them. */
class FileMediaStore implements MediaStore {

    private static final String UNFINISHED = ".part";

    private final Path directory;

    FileMediaStore(Path directory) {
        this.directory = directory;
    }

    /** Writes and synchronises under another name first, so that a key never stands for half an image. */
    @Override
    public void put(String key, Path file, String contentType) throws IOException {
        Path target = locate(key);
        Path unfinished = target.resolveSibling(key + UNFINISHED);
        Files.createDirectories(target.getParent());
        try {
            Files.copy(file, unfinished);
            try (FileChannel written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    @Override
    public MediaContent open(String key, long from, long count) throws IOException {
        Path file = locate(key);
        if (Files.size(file) < from + count) {
            throw new NoSuchFileException(key, null, "is shorter than it was");
        }
        return new MediaContent.InFile(file, from, count);
    }

    @Override
    public void delete(String key) throws IOException {
        Files.deleteIfExists(locate(key));
    }

    @Override
    public Map<String, Instant> list(String shard) throws IOException {
        Map<String, Instant> keys = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve(shard))) {
            for (Path file : files) {
                try {
                    keys.put(
                            file.getFileName().toString(),
                            Files.getLastModifiedTime(file).toInstant());
                } catch (NoSuchFileException gone) {
                    // Deleted since it was listed.
                    continue;
                }
            }
        } catch (NoSuchFileException none) {
            return Map.of();
        }
        return keys;
    }

    private Path locate(String key) {
        return directory.resolve(key.substring(0, 2)).resolve(key);
    }
}
