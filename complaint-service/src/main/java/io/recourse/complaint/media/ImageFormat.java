package io.recourse.complaint.media;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/**
 * An image format as a container. The files are walked part by part and never decoded, so that a check costs little
 * memory whatever the picture's size; parts that may tell where or by whom a picture was taken are left out of the copy,
 * and so is whatever follows the picture's end. The pixels are copied as they are.
 */
interface ImageFormat {

    /** Width and height in pixels, each at least 1. */
    record Dimensions(int width, int height) {

        public Dimensions {
            if (width < 1 || height < 1) {
                throw new MalformedImageException("it has no pixels");
            }
        }

        long pixels() {
            return (long) width * height;
        }

        /** The larger of each. */
        Dimensions covering(Dimensions other) {
            return new Dimensions(Math.max(width, other.width), Math.max(height, other.height));
        }
    }

    /** The media type, for instance {@code image/png}. */
    String contentType();

    /** Whether a file that begins like this (12 bytes) says that it has this format. */
    boolean begins(byte[] head);

    /**
     * Copies an image without what should not be published with it.
     *
     * @throws MalformedImageException for what is not a whole image of the format
     * @throws java.io.EOFException    for a file that ends before the image does
     */
    Dimensions copy(DataInputStream in, DataOutputStream out) throws IOException;

    /** Corrects what could not be known before the copy was complete. */
    default void complete(SeekableByteChannel copy) throws IOException {}
}
