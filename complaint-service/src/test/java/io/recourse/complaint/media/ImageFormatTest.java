package io.recourse.complaint.media;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

import io.recourse.complaint.Pictures;
import io.recourse.complaint.media.ImageFormat.Dimensions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ImageFormatTest {

    static Stream<Arguments> wholePictures() {
        return Stream.of(
                Arguments.of(new Png(), Pictures.png(31, 17)),
                Arguments.of(new Jpeg(), Pictures.jpeg(31, 17)),
                Arguments.of(new Gif(), Pictures.gif(31, 17)),
                Arguments.of(new Webp(), Pictures.webp(31, 17)));
    }

    @ParameterizedTest
    @MethodSource("wholePictures")
    void tellsTheDimensionsOfWholePicturesAndCopiesThem(ImageFormat format, byte[] picture) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();

        Dimensions dimensions = copy(format, picture, copy);

        assertTrue(format.begins(Arrays.copyOf(picture, 12)));
        assertEquals(new Dimensions(31, 17), dimensions);
        if (!(format instanceof Webp)) {
            var before = ImageIO.read(new ByteArrayInputStream(picture));
            var after = ImageIO.read(new ByteArrayInputStream(copy.toByteArray()));
            assertArrayEquals(pixels(before), pixels(after));
        }
    }

    @ParameterizedTest
    @MethodSource("wholePictures")
    void refusesAPictureCutAtAnyPlace(ImageFormat format, byte[] picture) {
        for (int length = 12; length < picture.length; length++) {
            byte[] cut = Arrays.copyOf(picture, length);
            assertThrows(
                    Exception.class,
                    () -> copy(format, cut, new ByteArrayOutputStream()),
                    () -> "cut to " + cut.length + " of " + picture.length);
        }
    }

    @ParameterizedTest
    @MethodSource("wholePictures")
    void leavesOutWhatFollowsThePicture(ImageFormat format, byte[] picture) throws IOException {
        byte[] polyglot = Arrays.copyOf(picture, picture.length + 20);
        System.arraycopy("<script>alert</script>".getBytes(StandardCharsets.US_ASCII), 0, polyglot, picture.length, 20);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();

        copy(format, polyglot, copy);

        assertFalse(copy.toString(StandardCharsets.ISO_8859_1).contains("<script"));
    }

    @Test
    void removesThePlaceFromAJpegAndKeepsWhichWayUpItIs() throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();

        copy(new Jpeg(), Pictures.jpegWithGps(20, 10, 6), copy);

        String text = copy.toString(StandardCharsets.ISO_8859_1);
        assertFalse(text.contains("GPS"));
        int exif = text.indexOf("Exif\0\0");
        assertTrue(exif > 0);
        assertEquals(6, copy.toByteArray()[exif + 6 + 8 + 2 + 9]);
        assertEquals(
                20, ImageIO.read(new ByteArrayInputStream(copy.toByteArray())).getWidth());
    }

    @Test
    void removesExifFromAWebpAndSaysSoInItsHeader() throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();

        Dimensions dimensions = copy(new Webp(), Pictures.webpWithExif(300, 200), copy);

        byte[] bytes = copy.toByteArray();
        assertEquals(new Dimensions(300, 200), dimensions);
        assertFalse(new String(bytes, StandardCharsets.ISO_8859_1).contains("GPS"));
        assertEquals(0, bytes[20] & 0x0c);
    }

    @Test
    void refusesAPngWithAWrongChecksum() {
        byte[] png = Pictures.png(8, 8);
        png[png.length / 2] ^= 1;

        assertThrows(MalformedImageException.class, () -> copy(new Png(), png, new ByteArrayOutputStream()));
    }

    @Test
    void refusesAPictureThatEndsInItsHeader() {
        byte[] cut = Arrays.copyOf(Pictures.gif(8, 8), 12);

        assertThrows(EOFException.class, () -> copy(new Gif(), cut, new ByteArrayOutputStream()));
    }

    private static Dimensions copy(ImageFormat format, byte[] picture, ByteArrayOutputStream copy) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(new ByteArrayInputStream(picture)));
        DataOutputStream out = new DataOutputStream(copy);
        Dimensions dimensions = format.copy(in, out);
        out.flush();
        return dimensions;
    }

    private static int[] pixels(java.awt.image.BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
