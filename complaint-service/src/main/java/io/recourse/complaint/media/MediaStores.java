package io.recourse.complaint.media;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.runtime.Startup;

/** Gives the store that is configured; the classes of the other one are not even loaded. */
class MediaStores {

    /** At start, so that a service whose store is not configured does not start. */
    @Produces
    @Singleton
    @Startup
    MediaStore configured(MediaConfig config) {
        return switch (config.store()) {
            case FILES -> new FileMediaStore(config.directory());
            case S3 -> S3MediaStore.of(config.s3());
        };
    }

    void close(@Disposes MediaStore store) throws Exception {
        if (store instanceof AutoCloseable connected) {
            connected.close();
        }
    }
}
