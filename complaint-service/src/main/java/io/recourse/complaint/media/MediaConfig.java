package io.recourse.complaint.media;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where images are kept and how large they may be. */
@ConfigMapping(prefix = "recourse.media")
interface MediaConfig {

    /** The kinds of stores. */
    enum Store {
        FILES,
        S3
    }

    /** What keeps the images. */
    @WithDefault("files")
    Store store();

    /** The directory of the images, if files keep them; all replicas must share it. */
    @WithDefault("data/media")
    Path directory();

    /** Where the images are if S3 keeps them. */
    S3 s3();

    /** The most bytes of one image. */
    @WithDefault("5M")
    MemorySize maxSize();

    /** The most pixels of one image: what 200 MB show, at four bytes a pixel. */
    @WithDefault("50000000")
    long maxPixels();

    /** A file without its row is swept away when it is older than any request can be. */
    @WithDefault("PT1H")
    Duration orphansAfter();

    /** A bucket in a store that speaks S3. */
    interface S3 {

        /** The address of the store; without it, that of AWS in the region. */
        Optional<URI> endpoint();

        /** The region of the bucket; stores without regions take any. */
        @WithDefault("us-east-1")
        String region();

        /** The bucket, which must exist; needed. */
        Optional<String> bucket();

        /** With the secret key; without them, what AWS's own variables, container or instance provide. */
        Optional<String> accessKey();

        /** See {@link #accessKey()}. */
        Optional<String> secretKey();

        /** Whether the bucket is in the path rather than in the host name; by default if there is an endpoint. */
        Optional<Boolean> pathStyle();
    }
}
