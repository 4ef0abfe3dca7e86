package io.recourse.complaint.media;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/** WebP (RFC 9649): a RIFF container with chunks. */
class Webp implements ImageFormat {

    private static final int RIFF_HEADER = 8;
    private static final int FLAGS_OF_EXIF_AND_XMP = 0x08 | 0x04;
    private static final int MOST_LOOKED_AT = 12;

    @Override
    public String contentType() {
        return "image/webp";
    }

    @Override
    public boolean begins(byte[] head) {
        return text(head, 0).equals("RIFF") && text(head, 8).equals("WEBP");
    }

    @Override
    public Dimensions copy(DataInputStream in, DataOutputStream out) throws IOException {
        byte[] header = new byte[RIFF_HEADER + 4];
        in.readFully(header);
        out.write(header);
        long left = (littleEndian(header).getInt(4) & 0xffffffffL) - 4;
        Dimensions dimensions = null;
        boolean hasPixels = false;
        while (left > 0) {
            byte[] chunk = new byte[8];
            in.readFully(chunk);
            String name = text(chunk, 0);
            long length = littleEndian(chunk).getInt(4) & 0xffffffffL;
            long padded = length + (length & 1);
            left -= 8 + padded;
            if (left < 0) {
                throw new MalformedImageException("a chunk is longer than the file says it is");
            }
            boolean leftOut = name.equals("EXIF") || name.equals("XMP ");
            byte[] start = new byte[(int) Math.min(padded, MOST_LOOKED_AT)];
            in.readFully(start);
            Dimensions stated = dimensions(name, start);
            if (stated != null) {
                dimensions = dimensions == null ? stated : dimensions.covering(stated);
            }
            hasPixels |= name.equals("VP8 ") || name.equals("VP8L") || name.equals("ANMF");
            if (leftOut) {
                in.skipNBytes(padded - start.length);
            } else {
                out.write(chunk);
                out.write(start);
                copy(in, out, padded - start.length);
            }
        }
        if (dimensions == null || !hasPixels) {
            throw new MalformedImageException("it has no pixels");
        }
        return dimensions;
    }

    /** The size of the container stands at its beginning and is smaller by what was left out. */
    @Override
    public void complete(SeekableByteChannel copy) throws IOException {
        ByteBuffer size = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        size.putInt((int) (copy.size() - RIFF_HEADER)).flip();
        copy.position(4);
        copy.write(size);
    }

    /** Dimensions where a chunk states them, else null; the extended header no longer promises what is left out. */
    private static Dimensions dimensions(String name, byte[] start) {
        switch (name) {
            case "VP8X" -> {
                requireLength(start, 10);
                start[0] &= (byte) ~FLAGS_OF_EXIF_AND_XMP;
                return new Dimensions(1 + unsigned24(start, 4), 1 + unsigned24(start, 7));
            }
            case "ANMF" -> {
                requireLength(start, 12);
                return new Dimensions(1 + unsigned24(start, 6), 1 + unsigned24(start, 9));
            }
            case "VP8 " -> {
                requireLength(start, 10);
                boolean startCode = start[3] == (byte) 0x9d && start[4] == 0x01 && start[5] == 0x2a;
                if (!startCode) {
                    throw new MalformedImageException("its first frame is no key frame");
                }
                ByteBuffer frame = littleEndian(start);
                return new Dimensions(frame.getShort(6) & 0x3fff, frame.getShort(8) & 0x3fff);
            }
            case "VP8L" -> {
                requireLength(start, 5);
                if (start[0] != 0x2f) {
                    throw new MalformedImageException("its lossless signature is missing");
                }
                int bits = littleEndian(start).getInt(1);
                return new Dimensions(1 + (bits & 0x3fff), 1 + (bits >>> 14 & 0x3fff));
            }
            default -> {
                return null;
            }
        }
    }

    private static void requireLength(byte[] start, int length) {
        if (start.length < length) {
            throw new MalformedImageException("a chunk is too short");
        }
    }

    private static void copy(DataInputStream in, DataOutputStream out, long count) throws IOException {
        byte[] buffer = new byte[(int) Math.min(count, 8192)];
        for (long left = count; left > 0; ) {
            int next = (int) Math.min(left, buffer.length);
            in.readFully(buffer, 0, next);
            out.write(buffer, 0, next);
            left -= next;
        }
    }

    private static int unsigned24(byte[] bytes, int at) {
        return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String text(byte[] bytes, int at) {
        return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    }
}
