package io.recourse.complaint.media;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Graphics Interchange Format (87a and 89a): a header and blocks, whose data is cut into sub-blocks. */
class Gif implements ImageFormat {

    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;
    private static final int TRAILER = 0x3b;
    private static final int COMMENT_EXTENSION = 0xfe;
    private static final int APPLICATION_EXTENSION = 0xff;

    @Override
    public String contentType() {
        return "image/gif";
    }

    @Override
    public boolean begins(byte[] head) {
        String magic = new String(head, 0, 6, StandardCharsets.ISO_8859_1);
        return magic.equals("GIF87a") || magic.equals("GIF89a");
    }

    @Override
    public Dimensions copy(DataInputStream in, DataOutputStream out) throws IOException {
        byte[] header = copyBytes(in, out, 13);
        Dimensions canvas = dimensions(header, 6);
        copyColours(in, out, header[10]);
        boolean hasPixels = false;
        while (true) {
            int block = in.readUnsignedByte();
            switch (block) {
                case EXTENSION -> copyExtension(in, out);
                case IMAGE -> {
                    out.writeByte(block);
                    byte[] descriptor = copyBytes(in, out, 9);
                    canvas = canvas.covering(dimensions(descriptor, 4));
                    copyColours(in, out, descriptor[8]);
                    copyBytes(in, out, 1);
                    copySubBlocks(in, out);
                    hasPixels = true;
                }
                case TRAILER -> {
                    if (!hasPixels) {
                        throw new MalformedImageException("it has no pixels");
                    }
                    out.writeByte(block);
                    return canvas;
                }
                default -> throw new MalformedImageException("a block is of no known kind");
            }
        }
    }

    private static Dimensions dimensions(byte[] bytes, int at) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return new Dimensions(buffer.getShort(at) & 0xffff, buffer.getShort(at + 2) & 0xffff);
    }

    private static byte[] copyBytes(DataInputStream in, DataOutputStream out, int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        out.write(bytes);
        return bytes;
    }

    private static void copyColours(DataInputStream in, DataOutputStream out, byte flags) throws IOException {
        if ((flags & 0x80) != 0) {
            copyBytes(in, out, 3 << ((flags & 0x07) + 1));
        }
    }

    /** Copies an extension unless it is a comment or XMP, where descriptions and places are kept. */
    private static void copyExtension(DataInputStream in, DataOutputStream out) throws IOException {
        int label = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        byte[] first = new byte[length];
        in.readFully(first);
        boolean xmp =
                label == APPLICATION_EXTENSION && new String(first, StandardCharsets.ISO_8859_1).startsWith("XMP Data");
        DataOutputStream target = xmp || label == COMMENT_EXTENSION ? nowhere() : out;
        target.writeByte(EXTENSION);
        target.writeByte(label);
        target.writeByte(length);
        target.write(first);
        if (length > 0) {
            copySubBlocks(in, target);
        }
    }

    private static void copySubBlocks(DataInputStream in, DataOutputStream out) throws IOException {
        int length = in.readUnsignedByte();
        while (length > 0) {
            out.writeByte(length);
            copyBytes(in, out, length);
            length = in.readUnsignedByte();
        }
        out.writeByte(0);
    }

    private static DataOutputStream nowhere() {
        return new DataOutputStream(OutputStream.nullOutputStream());
    }
}
