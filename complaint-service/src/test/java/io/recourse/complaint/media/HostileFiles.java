package io.recourse.complaint.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;

import io.recourse.complaint.Pictures;

/** Parts of which files are made that no camera makes. */
final class HostileFiles {

    private HostileFiles() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    /** Four bytes, the highest first. */
    static byte[] bytes(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A file with a part repeated at a place: once, or as often as it goes into a number of bytes. */
    static byte[] inserted(byte[] file, int at, byte[] part, int room) {
        int times = Math.max(1, room / part.length);
        ByteBuffer all = ByteBuffer.allocate(file.length + times * part.length);
        all.put(file, 0, at);
        for (int i = 0; i < times; i++) {
            all.put(part);
        }
        return all.put(file, at, file.length - at).array();
    }

    static byte[] pngChunk(String name, byte... data) {
        CRC32 checksum = new CRC32();
        checksum.update(ascii(name));
        checksum.update(data);
        return concat(bytes(data.length), ascii(name), data, bytes((int) checksum.getValue()));
    }

    /** A PNG with the chunks of an animation of one frame. */
    static byte[] animatedPng(int width, int height) {
        byte[] png = Pictures.png(width, height);
        byte[] frame = concat(bytes(0), bytes(width), bytes(height), new byte[8], hex("0001000a0000"));
        return inserted(png, 33, concat(pngChunk("acTL", concat(bytes(1), bytes(0))), pngChunk("fcTL", frame)), 1);
    }

    static byte[] animatedGif(int width, int height, int frames) {
        byte[] gif = Pictures.gif(width, height);
        ByteBuffer frame = ByteBuffer.allocate(14).order(ByteOrder.LITTLE_ENDIAN);
        frame.put((byte) 0x2c).putInt(0).putShort((short) width).putShort((short) height);
        frame.put(hex("0002014400"));
        return inserted(gif, gif.length - 1, frame.array(), 14 * (frames - 1));
    }

    /** A GIF that says how large it and its one frame are. */
    static byte[] gifClaiming(int width, int height, int frameWidth, int frameHeight) {
        ByteBuffer gif = ByteBuffer.allocate(13 + 14 + 1).order(ByteOrder.LITTLE_ENDIAN);
        gif.put(ascii("GIF89a"))
                .putShort((short) width)
                .putShort((short) height)
                .put(new byte[3]);
        gif.put((byte) 0x2c).putInt(0).putShort((short) frameWidth).putShort((short) frameHeight);
        return gif.put(hex("0002014400")).put((byte) 0x3b).array();
    }

    static byte[] jpegClaiming(int width, int height) {
        byte[] jpeg = Pictures.jpeg(8, 8);
        for (int at = 2; at < jpeg.length - 8; at++) {
            if ((jpeg[at] & 0xff) == 0xff && (jpeg[at + 1] & 0xff) == 0xc0) {
                ByteBuffer.wrap(jpeg).putShort(at + 5, (short) height).putShort(at + 7, (short) width);
                return jpeg;
            }
        }
        throw new IllegalStateException("the encoder wrote no baseline frame");
    }

    /** An extended WebP whose frames are as large as itself. */
    static byte[] animatedWebp(int width, int height, int frames) {
        byte[] size = concat(little24(width - 1), little24(height - 1));
        byte[][] chunks = new byte[frames + 2][];
        chunks[0] = Pictures.chunk("VP8X", concat(hex("02000000"), size));
        chunks[1] = Pictures.chunk("ANIM", new byte[6]);
        byte[] picture = Pictures.webp(8, 8);
        byte[] frame = concat(new byte[6], size, new byte[4], Arrays.copyOfRange(picture, 12, picture.length));
        Arrays.fill(chunks, 2, chunks.length, Pictures.chunk("ANMF", frame));
        return Pictures.riff(chunks);
    }

    /** The chunk of a lossy WebP. */
    static byte[] lossyWebp(int width, int height) {
        ByteBuffer frame = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        frame.put(new byte[3]).put(hex("9d012a")).putShort((short) width).putShort((short) height);
        return Pictures.chunk("VP8 ", frame.array());
    }

    /** A WebP that says how many bytes follow its length, and what really follows. */
    static byte[] riff(int stated, byte[] rest, int from) {
        byte[] length = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(stated)
                .array();
        return concat(ascii("RIFF"), length, ascii("WEBP"), Arrays.copyOfRange(rest, from, rest.length));
    }

    static byte[] riff(int stated) {
        return riff(stated, new byte[0], 0);
    }

    private static byte[] little24(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16)};
    }
}
