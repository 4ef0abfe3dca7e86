package io.recourse.complaint.media;

import java.io.InputStream;
import java.nio.file.Path;

/** Bytes of an image on their way out of the store. */
public sealed interface MediaContent {

    /** A part of a file, which the kernel can send by itself. */
    record InFile(Path file, long from, long count) implements MediaContent {}

    /** What a store sends, of a known length; whoever takes it closes it. Reading it blocks. */
    record Streamed(InputStream bytes, long count) implements MediaContent {}
}
