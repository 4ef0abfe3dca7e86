package io.recourse.complaint.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import io.recourse.embedded.FreePort;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MediaStoreTest {

    /** What every store does. */
    abstract static class Contract {

        @TempDir
        Path directory;

        private final byte[] bytes = bytes(300_000);
        private final String key = UUID.randomUUID().toString();

        abstract MediaStore store();

        @Test
        void givesBackWhatItWasGiven() throws IOException {
            put(key, bytes);

            assertArrayEquals(bytes, read(key, 0, bytes.length));
        }

        @Test
        void givesAnyPart() throws IOException {
            put(key, bytes);

            assertArrayEquals(Arrays.copyOf(bytes, 1), read(key, 0, 1));
            assertArrayEquals(Arrays.copyOfRange(bytes, 1000, 201_000), read(key, 1000, 200_000));
            assertArrayEquals(
                    Arrays.copyOfRange(bytes, bytes.length - 1, bytes.length), read(key, bytes.length - 1, 1));
        }

        @Test
        void saysThatAKeyHasNoBytes() {
            assertThrows(NoSuchFileException.class, () -> store().open(key, 0, 10));
        }

        @Test
        void saysThatBytesAreGoneWhichWereThere() throws IOException {
            put(key, bytes(10));

            assertThrows(NoSuchFileException.class, () -> store().open(key, 10, 10));
        }

        @Test
        void deletes() throws IOException {
            put(key, bytes);

            store().delete(key);

            assertThrows(NoSuchFileException.class, () -> store().open(key, 0, 10));
        }

        @Test
        void deletesWhatIsNotThere() throws IOException {
            store().delete(key);

            assertFalse(store().list(key.substring(0, 2)).containsKey(key));
        }

        @Test
        void listsTheKeysOfAShard() throws IOException {
            Instant before = Instant.now().minus(Duration.ofSeconds(2));
            String sibling = key.substring(0, 2) + UUID.randomUUID().toString().substring(2);
            String stranger = (key.charAt(0) == 'a' ? 'b' : 'a') + key.substring(1);
            for (String each : new String[] {key, sibling, stranger}) {
                put(each, bytes(10));
            }

            Map<String, Instant> listed = store().list(key.substring(0, 2));

            assertTrue(listed.containsKey(key) && listed.containsKey(sibling));
            assertFalse(listed.containsKey(stranger));
            assertTrue(listed.get(key).isAfter(before));
        }

        @Test
        void listsNothingInAnEmptyShard() throws IOException {
            assertEquals(Map.of(), store().list("zz"));
        }

        private void put(String under, byte[] content) throws IOException {
            Path file = Files.createTempFile("media-store-test", null);
            try {
                Files.write(file, content);
                store().put(under, file, "image/png");
            } finally {
                Files.deleteIfExists(file);
            }
        }

        private byte[] read(String from, long first, long count) throws IOException {
            return switch (store().open(from, first, count)) {
                case MediaContent.InFile part ->
                    Arrays.copyOfRange(
                            Files.readAllBytes(part.file()), (int) part.from(), (int) (part.from() + part.count()));
                case MediaContent.Streamed stream -> {
                    try (InputStream in = stream.bytes()) {
                        yield in.readAllBytes();
                    }
                }
            };
        }

        private static byte[] bytes(int length) {
            byte[] bytes = new byte[length];
            new Random(length).nextBytes(bytes);
            return bytes;
        }
    }

    @Nested
    class OfFiles extends Contract {

        @Override
        MediaStore store() {
            return new FileMediaStore(directory);
        }

        @Test
        void leavesNothingUnfinishedWhenItCannotRead() {
            String key = UUID.randomUUID().toString();

            assertThrows(IOException.class, () -> store().put(key, directory.resolve("none"), "image/png"));

            assertEquals(Map.of(), list(key.substring(0, 2)));
        }

        private Map<String, Instant> list(String shard) {
            try {
                return store().list(shard);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Nested
    class OfS3 extends Contract {

        private static final MediaStore STORE = S3MediaStore.of(S3Server.config(S3Server.endpoint()));

        @Override
        MediaStore store() {
            return STORE;
        }

        @Test
        void streams() throws IOException {
            String key = UUID.randomUUID().toString();
            Path file = Files.write(directory.resolve("image"), new byte[100]);
            store().put(key, file, "image/png");

            MediaContent content = store().open(key, 0, 100);

            try (InputStream bytes =
                    assertInstanceOf(MediaContent.Streamed.class, content).bytes()) {
                assertEquals(100, bytes.readAllBytes().length);
            }
        }

        @Test
        void failsAsADependencyThatIsAway() {
            MediaStore nowhere = S3MediaStore.of(S3Server.config(URI.create("http://127.0.0.1:" + FreePort.find())));

            IOException failure = assertThrows(IOException.class, () -> nowhere.list("aa"));

            assertFalse(failure instanceof NoSuchFileException);
        }
    }
}
