package io.recourse.complaint.media;

import java.nio.file.Path;
import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where images are kept and how large they may be. */
@ConfigMapping(prefix = "recourse.media")
interface MediaConfig {

    /** The directory of the images; all replicas must share it. */
    @WithDefault("data/media")
    Path directory();

    /** The most bytes of one image. */
    @WithDefault("5M")
    MemorySize maxSize();

    /** The most pixels of one image: what 200 MB show, at four bytes a pixel. */
    @WithDefault("50000000")
    long maxPixels();

    /** A file without its row is swept away when it is older than any request can be. */
    @WithDefault("PT1H")
    Duration orphansAfter();
}
