package io.recourse.complaint.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import io.recourse.complaint.Pictures;
import io.recourse.complaint.media.UnacceptableImageException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.recourse.complaint.media.HostileFiles.ascii;
import static io.recourse.complaint.media.HostileFiles.bytes;
import static io.recourse.complaint.media.HostileFiles.concat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever the bytes are: an image is taken or refused with a reason, soon, and without much memory. */
class HostileFilesTest {

    private static final int MAX_BYTES = 5 * 1024 * 1024;
    private static final long MAX_PIXELS = 50_000_000;
    private static final int MUTANTS = 300;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final long MEGABYTE = 1024 * 1024;

    @TempDir
    Path directory;

    private final ImageCheck check = new ImageCheck(MAX_BYTES, MAX_PIXELS);
    private int checked;

    static Stream<Arguments> pictures() {
        return Stream.of(
                Arguments.of("png", Pictures.png(40, 30)),
                Arguments.of("jpeg", Pictures.jpeg(40, 30)),
                Arguments.of("jpeg with EXIF", Pictures.jpegWithGps(40, 30, 6)),
                Arguments.of("gif", Pictures.gif(40, 30)),
                Arguments.of("webp", Pictures.webp(40, 30)),
                Arguments.of("webp with EXIF", Pictures.webpWithExif(40, 30)),
                Arguments.of("animated gif", HostileFiles.animatedGif(40, 30, 3)),
                Arguments.of("animated webp", HostileFiles.animatedWebp(40, 30, 3)),
                Arguments.of("apng", HostileFiles.animatedPng(40, 30)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void takesThePicturesThatTheOthersAreMadeOf(String name, byte[] picture) {
        CheckedImage image = take(picture);

        assertEquals(40, image.width());
        assertEquals(30, image.height());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void survivesFlippedBytes(String name, byte[] picture) {
        Random random = new Random(20261120);
        assertTimeoutPreemptively(SOON.multipliedBy(3), () -> {
            for (int i = 0; i < MUTANTS; i++) {
                byte[] mutant = picture.clone();
                for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
                    mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
                }
                takeOrRefuse(mutant);
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void survivesBytesThatAreCutOutDoubledOrMoved(String name, byte[] picture) {
        Random random = new Random(19700101);
        assertTimeoutPreemptively(SOON.multipliedBy(3), () -> {
            for (int i = 0; i < MUTANTS / 3; i++) {
                int from = 12 + random.nextInt(picture.length - 12);
                int to = from + random.nextInt(picture.length - from);
                byte[] head = Arrays.copyOf(picture, from);
                byte[] middle = Arrays.copyOfRange(picture, from, to);
                byte[] tail = Arrays.copyOfRange(picture, to, picture.length);
                takeOrRefuse(concat(head, tail));
                takeOrRefuse(concat(head, middle, middle, tail));
                takeOrRefuse(concat(head, tail, middle));
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void refusesAPictureCutAtAnyPlace(String name, byte[] picture) {
        for (int length = 0; length < picture.length; length += 1 + picture.length / 400) {
            assertEquals(Reason.NOT_AN_IMAGE, refuse(Arrays.copyOf(picture, length)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void keepsNothingOfWhatIsAppended(String name, byte[] picture) throws IOException {
        for (byte[] other : List.of(
                ascii("<html><script>alert(1)</script></html>"),
                ascii("PK\3\4 an archive"),
                ascii("%PDF-1.7 a document"),
                Pictures.png(3, 3),
                new byte[1_000_000])) {
            CheckedImage alone = take(picture);
            CheckedImage polyglot = take(concat(picture, other));

            assertEquals(alone.sha256(), polyglot.sha256());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void refusesAPictureBehindSomethingElse(String name, byte[] picture) {
        for (String other : List.of("<svg>", "GIF", "\0", "#!/bin/sh\n", "%PDF-1.7\n", "BM")) {
            assertEquals(Reason.NOT_AN_IMAGE, refuse(concat(ascii(other), picture)));
        }
    }

    static Stream<Arguments> malformed() {
        byte[] png = Pictures.png(8, 8);
        byte[] jpeg = Pictures.jpeg(8, 8);
        byte[] gif = Pictures.gif(8, 8);
        byte[] webp = Pictures.webp(8, 8);
        byte[] pngHead = Arrays.copyOf(png, 33);
        return Stream.of(
                Arguments.of("an empty file", new byte[0]),
                Arguments.of("a PNG without a chunk", Arrays.copyOf(png, 8)),
                Arguments.of("a PNG of no width", Pictures.pngClaiming(0, 8)),
                Arguments.of("a PNG of no height", Pictures.pngClaiming(8, 0)),
                Arguments.of("a PNG of negative size", Pictures.pngClaiming(-1, -1)),
                Arguments.of("a PNG with the largest chunk", concat(pngHead, bytes(0x7fffffff), ascii("IDAT"))),
                Arguments.of("a PNG with a negative chunk", concat(pngHead, bytes(-1), ascii("IDAT"))),
                Arguments.of("a PNG with the least chunk", concat(pngHead, bytes(Integer.MIN_VALUE), ascii("IDAT"))),
                Arguments.of("a PNG without pixels", concat(pngHead, HostileFiles.pngChunk("IEND"))),
                Arguments.of(
                        "a PNG with empty pixels",
                        concat(pngHead, HostileFiles.pngChunk("IDAT"), HostileFiles.pngChunk("IEND"))),
                Arguments.of(
                        "a PNG that begins with its end", concat(Arrays.copyOf(png, 8), HostileFiles.pngChunk("IEND"))),
                Arguments.of("a JPEG without its end", Arrays.copyOf(jpeg, jpeg.length - 2)),
                Arguments.of("a JPEG of a beginning and an end", HostileFiles.hex("ffd8ffd9")),
                Arguments.of("a JPEG of markers without end", filled(HostileFiles.hex("ffd8"), 100_000, 0xff)),
                Arguments.of("a JPEG segment of length 0", HostileFiles.hex("ffd8ffe00000")),
                Arguments.of("a JPEG segment of length 1", HostileFiles.hex("ffd8ffe00001")),
                Arguments.of("a JPEG segment beyond the end", HostileFiles.hex("ffd8ffe0ffff4a464946")),
                Arguments.of("a JPEG frame of length 2", HostileFiles.hex("ffd8ffc00002ffda0002ffd9")),
                Arguments.of("a JPEG of no height", HostileFiles.hex("ffd8ffc00008080000000801ffda000200ffd9")),
                Arguments.of("a JPEG in a JPEG", concat(Arrays.copyOf(jpeg, 2), jpeg)),
                Arguments.of("a GIF without a block", Arrays.copyOf(gif, 13)),
                Arguments.of("a GIF of no pixels", HostileFiles.hex("474946383961080008000000003b")),
                Arguments.of("a GIF of no width", concat(HostileFiles.hex("4749463839610000080000000000"), gif)),
                Arguments.of("a GIF with an unknown block", HostileFiles.hex("47494638396108000800000000ff")),
                Arguments.of("a GIF of sub-blocks without end", filled(Arrays.copyOf(gif, 13), 100_000, 0x21)),
                Arguments.of("a WebP of no chunks", HostileFiles.riff(0)),
                Arguments.of("a WebP that says it is 4 GB", HostileFiles.riff(-1, webp, 12)),
                Arguments.of("a WebP that says it is empty", HostileFiles.riff(0, webp, 12)),
                Arguments.of("a WebP with a 4 GB chunk", HostileFiles.riff(-1, concat(ascii("VP8L"), bytes(-1)), 0)),
                Arguments.of("a WebP with a short chunk", Pictures.riff(Pictures.chunk("VP8L", new byte[4]))),
                Arguments.of("a WebP of an empty chunk", Pictures.riff(Pictures.chunk("VP8 ", new byte[0]))),
                Arguments.of("a WebP of no width", Pictures.riff(HostileFiles.lossyWebp(0, 8))),
                Arguments.of("a WebP of an empty extension", Pictures.riff(Pictures.chunk("VP8X", new byte[0]))),
                Arguments.of("a WebP without pixels", Pictures.riff(Pictures.chunk("VP8X", new byte[10]))),
                Arguments.of("a WAVE file", concat(ascii("RIFF"), bytes(0), ascii("WAVE"), new byte[100])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void refusesAsNoImage(String name, byte[] file) {
        assertEquals(Reason.NOT_AN_IMAGE, assertTimeoutPreemptively(SOON, () -> refuse(file)));
    }

    static Stream<Arguments> bombs() {
        return Stream.of(
                Arguments.of("png", Pictures.pngClaiming(Integer.MAX_VALUE, Integer.MAX_VALUE)),
                Arguments.of("png", Pictures.pngClaiming(50_000_001, 1)),
                Arguments.of("jpeg", HostileFiles.jpegClaiming(65_535, 65_535)),
                Arguments.of("gif canvas", HostileFiles.gifClaiming(65_535, 65_535, 1, 1)),
                Arguments.of("gif frame", HostileFiles.gifClaiming(1, 1, 65_535, 65_535)),
                Arguments.of("webp lossless", Pictures.webp(16_384, 16_384)),
                Arguments.of("webp lossy", Pictures.riff(HostileFiles.lossyWebp(16_383, 16_383))),
                Arguments.of("webp canvas", Pictures.webpWithExif(1 << 24, 1 << 24)),
                Arguments.of("webp frame", HostileFiles.animatedWebp(1 << 24, 1 << 24, 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void refusesWhatSaysItIsHuge(String name, byte[] file) {
        assertTrue(file.length < 10_000);
        assertEquals(Reason.TOO_MANY_PIXELS, refuse(file));
    }

    static Stream<Arguments> laborious() {
        byte[] png = Pictures.png(8, 8);
        byte[] gif = Pictures.gif(8, 8);
        byte[] jpeg = Pictures.jpeg(8, 8);
        byte[] webp = Pictures.webp(8, 8);
        return Stream.of(
                Arguments.of(
                        "PNG chunks",
                        HostileFiles.inserted(png, 33, HostileFiles.pngChunk("tEXt"), MAX_BYTES - png.length)),
                Arguments.of(
                        "JPEG comments",
                        HostileFiles.inserted(jpeg, 2, HostileFiles.hex("fffe0002"), MAX_BYTES - jpeg.length)),
                Arguments.of(
                        "JPEG fill bytes",
                        HostileFiles.inserted(jpeg, 2, HostileFiles.hex("ff"), MAX_BYTES - 2 - jpeg.length)),
                Arguments.of(
                        "GIF extensions",
                        HostileFiles.inserted(gif, gif.length - 1, HostileFiles.hex("21fe00"), MAX_BYTES - gif.length)),
                Arguments.of(
                        "GIF frames",
                        HostileFiles.inserted(
                                gif,
                                gif.length - 1,
                                HostileFiles.hex("2c00000000080008000002014400"),
                                MAX_BYTES - gif.length)),
                Arguments.of(
                        "WebP chunks",
                        Pictures.riff(HostileFiles.inserted(
                                Arrays.copyOfRange(webp, 12, webp.length),
                                0,
                                Pictures.chunk("none", new byte[0]),
                                MAX_BYTES - webp.length))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("laborious")
    void takesManyTinyPartsSoonWithoutMuchGarbage(String name, byte[] file) {
        assertTrue(file.length > MAX_BYTES - 100 && file.length <= MAX_BYTES);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] allocated = new long[1];

        CheckedImage image = assertTimeoutPreemptively(SOON, () -> {
            long before = threads.getCurrentThreadAllocatedBytes();
            CheckedImage taken = take(file);
            allocated[0] = threads.getCurrentThreadAllocatedBytes() - before;
            return taken;
        });

        assertEquals(8, image.width());
        assertTrue(allocated[0] < 256 * MEGABYTE, () -> allocated[0] + " bytes");
    }

    @Test
    void allocatesLittleForALargePicture() {
        byte[] large = HostileFiles.inserted(
                Pictures.png(8, 8), 33, HostileFiles.pngChunk("prVt", new byte[4 * 1024 * 1024]), 1);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Path file = write(large);

        long before = threads.getCurrentThreadAllocatedBytes();
        copy(file);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertTrue(allocated < MEGABYTE, () -> allocated + " bytes");
    }

    @Test
    void refusesWhatIsTooLargeWithoutReadingIt() {
        assertEquals(Reason.TOO_LARGE, refuse(Arrays.copyOf(Pictures.png(8, 8), MAX_BYTES + 1)));
    }

    @Test
    void leavesOutComments() {
        byte[] gif = HostileFiles.inserted(
                Pictures.gif(8, 8), Pictures.gif(8, 8).length - 1, gifComment("<script>alert(1)</script>"), 1);

        take(gif);

        assertFalse(new String(lastCopy(), StandardCharsets.ISO_8859_1).contains("<script"));
    }

    private static byte[] gifComment(String text) {
        return concat(HostileFiles.hex("21fe"), new byte[] {(byte) text.length()}, ascii(text), new byte[1]);
    }

    private static byte[] filled(byte[] head, int length, int value) {
        byte[] file = Arrays.copyOf(head, length);
        Arrays.fill(file, head.length, length, (byte) value);
        return file;
    }

    private void takeOrRefuse(byte[] file) {
        try {
            take(file);
        } catch (UnacceptableImageException refused) {
            assertFalse(refused.getMessage().isBlank());
        }
    }

    private Reason refuse(byte[] file) {
        return assertThrows(UnacceptableImageException.class, () -> take(file)).reason();
    }

    private CheckedImage take(byte[] file) {
        return copy(write(file));
    }

    private Path write(byte[] file) {
        try {
            return Files.write(directory.resolve("upload"), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CheckedImage copy(Path upload) {
        Path copy = directory.resolve("copy");
        try {
            Files.deleteIfExists(copy);
            checked++;
            CheckedImage image = check.copy(upload, copy, "key" + checked);
            assertTrue(image.width() >= 1 && image.height() >= 1);
            assertTrue((long) image.width() * image.height() <= MAX_PIXELS);
            assertTrue(image.sizeBytes() <= Files.size(upload));
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] lastCopy() {
        try {
            return Files.readAllBytes(directory.resolve("copy"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
