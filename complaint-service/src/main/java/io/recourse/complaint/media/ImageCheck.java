package io.recourse.complaint.media;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import io.recourse.complaint.media.ImageFormat.Dimensions;
import io.recourse.complaint.media.UnacceptableImageException.Reason;

/**
 * Says which files are images that can be taken, and copies what is needed of them.
 *
 * @param maxBytes  the most bytes of one image
 * @param maxPixels the most pixels of one image
 */
record ImageCheck(long maxBytes, long maxPixels) {

    private static final List<ImageFormat> FORMATS = List.of(new Png(), new Jpeg(), new Webp(), new Gif());
    private static final int HEAD = 12;
    private static final int BUFFER = 8192;

    /**
     * Checks a file and copies the image in it, without metadata that tells where it was taken.
     *
     * @param target where the copy goes; does not exist yet, and is left behind half made for a file that is refused
     * @param key    under which the image will be kept
     * @throws UnacceptableImageException for what is no image that can be taken
     */
    CheckedImage copy(Path upload, Path target, String key) throws IOException {
        if (Files.size(upload) > maxBytes) {
            throw new UnacceptableImageException(
                    Reason.TOO_LARGE, "an image may have at most %d bytes".formatted(maxBytes));
        }
        ImageFormat format = format(upload);
        try {
            Dimensions dimensions = copy(format, upload, target);
            return new CheckedImage(
                    key,
                    format.contentType(),
                    Files.size(target),
                    dimensions.width(),
                    dimensions.height(),
                    sha256(target));
        } catch (EOFException truncated) {
            throw notAnImage(format, "it ends too early");
        } catch (MalformedImageException malformed) {
            throw notAnImage(format, malformed.getMessage());
        }
    }

    private Dimensions copy(ImageFormat format, Path upload, Path target) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(upload)));
                FileChannel file = FileChannel.open(
                        target, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file)))) {
            Dimensions dimensions = format.copy(in, out);
            if (dimensions.pixels() > maxPixels) {
                throw new UnacceptableImageException(
                        Reason.TOO_MANY_PIXELS,
                        "an image may have at most %d pixels, this one has %d x %d"
                                .formatted(maxPixels, dimensions.width(), dimensions.height()));
            }
            out.flush();
            format.complete(file);
            return dimensions;
        }
    }

    private static ImageFormat format(Path upload) throws IOException {
        byte[] head = new byte[HEAD];
        try (InputStream in = Files.newInputStream(upload)) {
            in.readNBytes(head, 0, HEAD);
        }
        return FORMATS.stream()
                .filter(format -> format.begins(head))
                .findFirst()
                .orElseThrow(() -> new UnacceptableImageException(
                        Reason.NOT_AN_IMAGE, "an image must be a PNG, JPEG, WebP or GIF"));
    }

    private static UnacceptableImageException notAnImage(ImageFormat format, String why) {
        return new UnacceptableImageException(
                Reason.NOT_AN_IMAGE, "the file is no whole %s image: %s".formatted(format.contentType(), why));
    }

    /** The digest of a file's bytes, in hexadecimal. */
    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
