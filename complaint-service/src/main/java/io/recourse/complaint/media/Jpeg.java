package io.recourse.complaint.media;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** JPEG (ITU-T T.81): segments that begin with a marker, and entropy-coded data between some of them. */
class Jpeg implements ImageFormat {

    private static final int START_OF_IMAGE = 0xd8;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int START_OF_SCAN = 0xda;
    private static final int APP0_JFIF = 0xe0;
    private static final int APP1_EXIF_AND_XMP = 0xe1;
    private static final int APP2_PROFILE = 0xe2;
    private static final int APP14_ADOBE = 0xee;
    private static final int APP15 = 0xef;
    private static final int COMMENT = 0xfe;
    private static final String EXIF = "Exif\0\0";
    private static final int TAG_ORIENTATION = 0x0112;

    @Override
    public String contentType() {
        return "image/jpeg";
    }

    @Override
    public boolean begins(byte[] head) {
        return (head[0] & 0xff) == 0xff && (head[1] & 0xff) == START_OF_IMAGE && (head[2] & 0xff) == 0xff;
    }

    @Override
    public Dimensions copy(DataInputStream in, DataOutputStream out) throws IOException {
        in.skipNBytes(2);
        writeMarker(out, START_OF_IMAGE);
        Dimensions dimensions = null;
        boolean scanned = false;
        int marker = readMarker(in);
        while (marker != END_OF_IMAGE) {
            int length = in.readUnsignedShort() - 2;
            if (length < 0) {
                throw new MalformedImageException("a segment has a wrong length");
            }
            byte[] segment = new byte[length];
            in.readFully(segment);
            if (isFrame(marker)) {
                Dimensions stated = dimensions(segment);
                dimensions = dimensions == null ? stated : dimensions.covering(stated);
            }
            copySegment(out, marker, segment);
            if (marker == START_OF_SCAN) {
                scanned = true;
                marker = copyScan(in, out);
            } else {
                marker = readMarker(in);
            }
        }
        if (dimensions == null || !scanned) {
            throw new MalformedImageException("it has no pixels");
        }
        writeMarker(out, END_OF_IMAGE);
        return dimensions;
    }

    private static int readMarker(DataInputStream in) throws IOException {
        if (in.readUnsignedByte() != 0xff) {
            throw new MalformedImageException("a marker is missing");
        }
        int marker = in.readUnsignedByte();
        while (marker == 0xff) {
            marker = in.readUnsignedByte();
        }
        if (marker < 0xc0 || (marker >= 0xd0 && marker <= START_OF_IMAGE)) {
            throw new MalformedImageException("a marker is out of place");
        }
        return marker;
    }

    private static void writeMarker(DataOutputStream out, int marker) throws IOException {
        out.writeByte(0xff);
        out.writeByte(marker);
    }

    private static boolean isFrame(int marker) {
        // C4, C8 and CC lie in the range and mean something else (tables, an extension).
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static Dimensions dimensions(byte[] frame) {
        if (frame.length < 6) {
            throw new MalformedImageException("its frame has a wrong length");
        }
        ByteBuffer header = ByteBuffer.wrap(frame);
        return new Dimensions(header.getShort(3) & 0xffff, header.getShort(1) & 0xffff);
    }

    /** Copies what is needed to show the picture; of EXIF that is which way up it is. */
    private static void copySegment(DataOutputStream out, int marker, byte[] segment) throws IOException {
        boolean application = (marker >= APP0_JFIF && marker <= APP15) || marker == COMMENT;
        boolean kept = !application
                || marker == APP0_JFIF
                || marker == APP14_ADOBE
                || (marker == APP2_PROFILE && startsWith(segment, "ICC_PROFILE\0"));
        if (kept) {
            writeSegment(out, marker, segment);
        } else if (marker == APP1_EXIF_AND_XMP && startsWith(segment, EXIF)) {
            int orientation = orientation(segment);
            if (orientation > 1) {
                writeSegment(out, marker, exifWith(orientation));
            }
        }
    }

    private static void writeSegment(DataOutputStream out, int marker, byte[] segment) throws IOException {
        writeMarker(out, marker);
        out.writeShort(segment.length + 2);
        out.write(segment);
    }

    private static boolean startsWith(byte[] segment, String text) {
        byte[] start = text.getBytes(StandardCharsets.ISO_8859_1);
        return segment.length >= start.length
                && new String(segment, 0, start.length, StandardCharsets.ISO_8859_1).equals(text);
    }

    /** The orientation (1..8) in the first directory of EXIF's TIFF structure; 1, upright, where there is none. */
    private static int orientation(byte[] segment) {
        ByteBuffer tiff = ByteBuffer.wrap(segment, EXIF.length(), segment.length - EXIF.length())
                .slice();
        if (tiff.remaining() < 8) {
            return 1;
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return 1;
        }
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * 12;
            if (entry > tiff.limit() - 12) {
                return 1;
            }
            if ((tiff.getShort(entry) & 0xffff) == TAG_ORIENTATION) {
                int orientation = tiff.getShort(entry + 8) & 0xffff;
                return orientation <= 8 ? orientation : 1;
            }
        }
        return 1;
    }

    /** EXIF with one directory, whose one entry is a SHORT. */
    private static byte[] exifWith(int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(EXIF.length() + 8 + 2 + 12 + 4);
        exif.put(EXIF.getBytes(StandardCharsets.ISO_8859_1));
        exif.put(new byte[] {'M', 'M', 0, 42}).putInt(8);
        exif.putShort((short) 1);
        exif.putShort((short) TAG_ORIENTATION).putShort((short) 3).putInt(1);
        exif.putShort((short) orientation).putShort((short) 0);
        exif.putInt(0);
        return exif.array();
    }

    /** Copies entropy-coded data, in which FF is followed by 00 or a restart marker, up to the next real marker. */
    private static int copyScan(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            int value = in.readUnsignedByte();
            if (value != 0xff) {
                out.writeByte(value);
                continue;
            }
            int marker = in.readUnsignedByte();
            while (marker == 0xff) {
                marker = in.readUnsignedByte();
            }
            if (marker != 0 && (marker < 0xd0 || marker > 0xd7)) {
                return marker;
            }
            writeMarker(out, marker);
        }
    }
}
