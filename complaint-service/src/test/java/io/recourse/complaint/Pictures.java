package io.recourse.complaint;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

/** Makes pictures for tests, whole and broken. */
public final class Pictures {

    private Pictures() {}

    /** A picture with some structure, encoded by the JDK. */
    public static byte[] encoded(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, x * 31 + y * 17 << 4);
            }
        }
        return encoded(format, image);
    }

    private static byte[] encoded(String format, BufferedImage image) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("no encoder for " + format);
            }
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public static byte[] png(int width, int height) {
        return encoded("png", width, height);
    }

    /** A PNG that does not compress: about three bytes a pixel. */
    public static byte[] noise(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(width);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return encoded("png", image);
    }

    public static byte[] jpeg(int width, int height) {
        return encoded("jpg", width, height);
    }

    public static byte[] gif(int width, int height) {
        return encoded("gif", width, height);
    }

    /** A lossless WebP of one chunk; its pixels are made up, which nothing that does not decode them can tell. */
    public static byte[] webp(int width, int height) {
        ByteBuffer pixels = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        pixels.put((byte) 0x2f).putInt((width - 1) | (height - 1) << 14);
        return riff(chunk("VP8L", pixels.array()));
    }

    /** An extended WebP with EXIF in it. */
    public static byte[] webpWithExif(int width, int height) {
        ByteBuffer header = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 0x08).put(new byte[3]);
        header.put(little24(width - 1)).put(little24(height - 1));
        ByteBuffer pixels = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        pixels.put((byte) 0x2f).putInt((width - 1) | (height - 1) << 14);
        return riff(
                chunk("VP8X", header.array()),
                chunk("VP8L", pixels.array()),
                chunk("EXIF", "GPS 52.5200,13.4050".getBytes(StandardCharsets.US_ASCII)));
    }

    /** A JPEG with an EXIF segment that has an orientation and a GPS directory. */
    public static byte[] jpegWithGps(int width, int height, int orientation) {
        byte[] jpeg = jpeg(width, height);
        ByteBuffer exif = ByteBuffer.allocate(512);
        exif.put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8);
        exif.putShort((short) 2);
        exif.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        exif.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(38);
        exif.putInt(0);
        exif.put("GPS 52.5200,13.4050".getBytes(StandardCharsets.US_ASCII));
        byte[] segment = Arrays.copyOf(exif.array(), exif.position());
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + segment.length + 4);
        out.put(jpeg, 0, 2).put((byte) 0xff).put((byte) 0xe1);
        out.putShort((short) (segment.length + 2)).put(segment);
        out.put(jpeg, 2, jpeg.length - 2);
        return out.array();
    }

    /** The same picture without its second half. */
    public static byte[] truncated(byte[] picture) {
        return Arrays.copyOf(picture, picture.length / 2);
    }

    /** A PNG that says it has many more pixels than it has. */
    public static byte[] pngClaiming(int width, int height) {
        byte[] png = png(1, 1);
        ByteBuffer buffer = ByteBuffer.wrap(png);
        buffer.putInt(16, width).putInt(20, height);
        java.util.zip.CRC32 checksum = new java.util.zip.CRC32();
        checksum.update(png, 12, 17);
        buffer.putInt(29, (int) checksum.getValue());
        return png;
    }

    /** A WebP of chunks. */
    public static byte[] riff(byte[]... chunks) {
        int length = Arrays.stream(chunks).mapToInt(chunk -> chunk.length).sum();
        ByteBuffer file = ByteBuffer.allocate(12 + length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(4 + length);
        file.put("WEBP".getBytes(StandardCharsets.US_ASCII));
        for (byte[] chunk : chunks) {
            file.put(chunk);
        }
        return file.array();
    }

    /** A chunk of a WebP, padded to an even length. */
    public static byte[] chunk(String name, byte[] data) {
        ByteBuffer chunk =
                ByteBuffer.allocate(8 + data.length + (data.length & 1)).order(ByteOrder.LITTLE_ENDIAN);
        return chunk.put(name.getBytes(StandardCharsets.US_ASCII))
                .putInt(data.length)
                .put(data)
                .array();
    }

    private static byte[] little24(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16)};
    }
}
