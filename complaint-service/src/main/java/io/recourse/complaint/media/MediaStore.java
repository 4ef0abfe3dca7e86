package io.recourse.complaint.media;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Where the bytes of images are kept, each under a key (a UUID). All of it blocks: for worker threads alone. */
interface MediaStore {

    /**
     * Keeps a file's bytes under a key that is not in use; they are durable when it returns.
     *
     * @param contentType their media type
     */
    void put(String key, Path file, String contentType) throws IOException;

    /**
     * Gives a part of the bytes of a key.
     *
     * @param from  the first byte, from 0
     * @param count how many, at least 1; all of them exist
     * @throws java.nio.file.NoSuchFileException for a key that has no bytes
     */
    MediaContent open(String key, long from, long count) throws IOException;

    /** Deletes the bytes of a key; a key that has none is as good as deleted. */
    void delete(String key) throws IOException;

    /**
     * Lists what is kept, finished or not, whatever it is.
     *
     * @param shard the first two characters of the keys
     * @return when each was last written
     */
    Map<String, Instant> list(String shard) throws IOException;
}
