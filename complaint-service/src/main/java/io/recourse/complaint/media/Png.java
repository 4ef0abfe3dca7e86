package io.recourse.complaint.media;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;

/** Portable Network Graphics (W3C PNG, third edition): a signature and chunks, each with a checksum. */
class Png implements ImageFormat {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int HEADER_LENGTH = 13;

    /** EXIF, and texts, in which XMP and EXIF are kept as well. */
    private static final Set<String> LEFT_OUT = Set.of("eXIf", "tEXt", "zTXt", "iTXt");

    @Override
    public String contentType() {
        return "image/png";
    }

    @Override
    public boolean begins(byte[] head) {
        return Arrays.equals(head, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    @Override
    public Dimensions copy(DataInputStream in, DataOutputStream out) throws IOException {
        in.skipNBytes(SIGNATURE.length);
        out.write(SIGNATURE);
        Dimensions dimensions = null;
        boolean hasPixels = false;
        while (true) {
            int length = in.readInt();
            byte[] type = in.readNBytes(4);
            String name = new String(type, StandardCharsets.ISO_8859_1);
            if (length < 0 || type.length < 4 || (dimensions == null && !name.equals("IHDR"))) {
                throw new MalformedImageException("its chunks are out of order");
            }
            if (dimensions == null) {
                dimensions = header(in, out, length, type);
                continue;
            }
            copyChunk(in, LEFT_OUT.contains(name) ? null : out, length, type);
            hasPixels |= name.equals("IDAT") && length > 0;
            if (name.equals("IEND")) {
                break;
            }
        }
        if (!hasPixels) {
            throw new MalformedImageException("it has no pixels");
        }
        return dimensions;
    }

    private static Dimensions header(DataInputStream in, DataOutputStream out, int length, byte[] type)
            throws IOException {
        if (length != HEADER_LENGTH) {
            throw new MalformedImageException("its header has a wrong length");
        }
        in.mark(HEADER_LENGTH);
        ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER_LENGTH));
        if (header.remaining() < HEADER_LENGTH) {
            throw new EOFException();
        }
        in.reset();
        copyChunk(in, out, length, type);
        return new Dimensions(header.getInt(), header.getInt());
    }

    /** Copies a chunk whose length and type have been read, or passes over it where there is no target. */
    private static void copyChunk(DataInputStream in, DataOutputStream target, int length, byte[] type)
            throws IOException {
        DataOutputStream out = target == null ? new DataOutputStream(OutputStream.nullOutputStream()) : target;
        out.writeInt(length);
        out.write(type);
        CRC32 checksum = new CRC32();
        checksum.update(type);
        // As large as needed: a file may have hundreds of thousands of tiny chunks.
        byte[] buffer = new byte[Math.min(length, 8192)];
        for (int left = length; left > 0; ) {
            int read = in.read(buffer, 0, Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException();
            }
            checksum.update(buffer, 0, read);
            out.write(buffer, 0, read);
            left -= read;
        }
        int stated = in.readInt();
        if (stated != (int) checksum.getValue()) {
            throw new MalformedImageException("a checksum is wrong");
        }
        out.writeInt(stated);
    }
}
