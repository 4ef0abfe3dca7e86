package io.recourse.complaint.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.Pictures;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class MediaSweeperTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Instant LONG_AGO = Instant.now().minus(Duration.ofDays(1));

    @Inject
    MediaCleaner cleaner;

    @Inject
    MediaSweeper sweeper;

    @Inject
    MediaConfig config;

    @Inject
    Pool database;

    @Inject
    MeterRegistry metrics;

    private final TestUser customer = TestUser.of(Role.USER);

    @Test
    void carriesOutADeletionThatWasDecidedBeforeTheProcessDied() throws IOException {
        Path file = keep(UUID.randomUUID().toString(), Instant.now());
        await(database.preparedQuery("insert into media_deletion (media_key, decided_at) values ($1, $2)")
                .execute(Tuple.of(file.getFileName().toString(), OffsetDateTime.now(ZoneOffset.UTC))));

        await(cleaner.carryOut());

        assertFalse(Files.exists(file));
        assertEquals(
                0,
                await(database.preparedQuery("select 1 from media_deletion where media_key = $1")
                                .execute(Tuple.of(file.getFileName().toString())))
                        .size());
    }

    @Test
    void sweepsAwayOldFilesWithoutARow() throws IOException {
        await(sweeper.sweep());
        Path orphan = keep(UUID.randomUUID().toString(), LONG_AGO);
        Path unfinished = keep(UUID.randomUUID() + ".part", LONG_AGO);
        double before = orphans();

        await(sweeper.sweep());

        assertFalse(Files.exists(orphan));
        assertFalse(Files.exists(unfinished));
        assertEquals(before + 2, orphans());
    }

    @Test
    void leavesWhatARequestMayBeAboutToNameAndWhatIsNotItsOwn() throws IOException {
        Path fresh = keep(UUID.randomUUID().toString(), Instant.now());
        Path strange = keep("backup-of-somebody.tar", LONG_AGO);

        await(sweeper.sweep());

        assertTrue(Files.exists(fresh));
        assertTrue(Files.exists(strange));
        Files.delete(fresh);
        Files.delete(strange);
    }

    @Test
    void leavesFilesWithARow() throws IOException {
        Path file = file(imageId());
        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));

        await(sweeper.sweep());

        assertTrue(Files.exists(file));
    }

    @Test
    void reportsRowsWithoutBytesAndDeletesNothing() throws IOException {
        await(sweeper.sweep());
        double before = missing();
        long imageId = imageId();
        Path file = file(imageId);
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);

        await(sweeper.sweep());

        assertEquals(before + 1, missing());
        assertEquals(
                1,
                await(database.preparedQuery("select 1 from complaint_image where id = $1")
                                .execute(Tuple.of(imageId)))
                        .size());
        // A backup brings it back.
        Files.write(file, bytes);
        await(sweeper.sweep());
        assertEquals(before, missing());
    }

    @Test
    void answersAnImageWithoutBytesAsMissing() throws IOException {
        String url = imageUrl();
        Path file = file(Long.parseLong(url.substring(url.lastIndexOf('/') + 1)));
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);

        given().header("Authorization", "Bearer " + customer.token())
                .get(url)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        Files.write(file, bytes);
    }

    private Path keep(String key, Instant touched) throws IOException {
        Path file = config.directory().resolve(key.substring(0, 2)).resolve(key);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[10]);
        return Files.setLastModifiedTime(file, FileTime.from(touched));
    }

    private String imageUrl() {
        return given().header("Authorization", "Bearer " + customer.token())
                .multiPart("title", "Leaking pipe")
                .multiPart("description", "d")
                .multiPart("images", "a.png", Pictures.png(8, 8), "image/png")
                .post("/api/complaints")
                .then()
                .statusCode(201)
                .extract()
                .path("images[0].url");
    }

    private long imageId() {
        String url = imageUrl();
        return Long.parseLong(url.substring(url.lastIndexOf('/') + 1));
    }

    private Path file(long imageId) {
        String key = await(database.preparedQuery("select media_key from complaint_image where id = $1")
                        .execute(Tuple.of(imageId)))
                .iterator()
                .next()
                .getString("media_key");
        return config.directory().resolve(key.substring(0, 2)).resolve(key);
    }

    private double orphans() {
        return metrics.get("recourse.media.orphans").counter().count();
    }

    private double missing() {
        return metrics.get("recourse.media.missing").gauge().value();
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(SOON);
    }
}
