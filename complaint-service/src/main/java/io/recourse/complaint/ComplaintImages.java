package io.recourse.complaint;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.recourse.complaint.event.Actor;
import io.recourse.complaint.media.CheckedImage;
import io.recourse.complaint.media.Media;
import io.recourse.complaint.media.MediaCleaner;
import io.recourse.complaint.media.MediaContent;
import io.recourse.platform.token.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;

/** The images of complaints: their rows, and the order in which rows and bytes come and go. */
@ApplicationScoped
public class ComplaintImages {

    private static final Logger LOG = Logger.getLogger(ComplaintImages.class);

    /** The most images that a complaint has. */
    public static final int MOST = 3;

    private final Complaints complaints;
    private final Permissions permissions;
    private final Media media;
    private final MediaCleaner cleaner;
    private final Pool database;
    private final Clock clock;

    @Inject
    ComplaintImages(
            Complaints complaints,
            Permissions permissions,
            Media media,
            MediaCleaner cleaner,
            Pool database,
            Clock clock) {
        this.complaints = complaints;
        this.permissions = permissions;
        this.media = media;
        this.cleaner = cleaner;
        this.database = database;
        this.clock = clock;
    }

    /** An image with where its bytes are. */
    record Stored(ImageView view, String mediaKey, String sha256) {}

    /**
     * Checks and stores files, has something done with them, and takes them away again when that fails. Should the
     * process die in between, the sweeper finds them.
     */
    <T> Uni<T> withStored(List<Path> files, Function<List<CheckedImage>, Uni<T>> use) {
        List<CheckedImage> stored = new ArrayList<>();
        Uni<Void> storing = Uni.createFrom().voidItem();
        for (Path file : files) {
            storing = storing.chain(() -> media.store(file)).invoke(stored::add).replaceWithVoid();
        }
        return storing.chain(() -> use.apply(stored)).onFailure().call(() -> media.delete(
                        stored.stream().map(CheckedImage::mediaKey).toList())
                .onFailure()
                .recoverWithNull());
    }

    /** Enters stored images in the current Hibernate transaction; gives their ids. */
    Uni<List<Long>> enter(long complaintId, List<CheckedImage> images) {
        List<Long> ids = new ArrayList<>();
        Uni<Void> done = Uni.createFrom().voidItem();
        for (CheckedImage image : images) {
            done = done.chain(() -> enter(complaintId, image)).invoke(ids::add).replaceWithVoid();
        }
        return done.replaceWith(ids);
    }

    /**
     * Adds images to a complaint that the caller may edit.
     *
     * @return fails with {@link ConflictException} (409) for more than {@value #MOST} in all
     */
    Uni<List<ImageView>> add(long complaintId, List<Path> files, Caller caller) {
        return withStored(
                        files,
                        images -> complaints.change(complaintId, caller, complaint -> {
                            permissions.requireEditable(caller, complaint);
                            return ids(complaintId).chain(before -> {
                                if (before.size() + images.size() > MOST) {
                                    throw new ConflictException("complaint %d has %d images; %d are the most"
                                            .formatted(complaintId, before.size(), MOST));
                                }
                                return enter(complaintId, images).invoke(added -> {
                                    List<Long> after = new ArrayList<>(before);
                                    after.addAll(added);
                                    complaint.imagesChanged(before, after, Actor.of(caller), clock.instant());
                                });
                            });
                        }))
                .chain(added -> list(complaintId).map(all -> all.stream()
                        .map(Stored::view)
                        .filter(view -> added.contains(view.id()))
                        .toList()));
    }

    /** Removes an image of a complaint that the caller may edit, and its bytes. */
    Uni<Void> remove(long complaintId, long imageId, Caller caller) {
        return complaints
                .change(complaintId, caller, complaint -> {
                    permissions.requireEditable(caller, complaint);
                    return ids(complaintId).chain(before -> {
                        if (!before.contains(imageId)) {
                            throw new ImageNotFoundException(complaintId, imageId);
                        }
                        List<Long> after =
                                before.stream().filter(id -> id != imageId).toList();
                        complaint.imagesChanged(before, after, Actor.of(caller), clock.instant());
                        return cleaner.decideDeletion(complaintId, imageId);
                    });
                })
                .call(cleaner::carryOut);
    }

    /** The images of a complaint, in the order in which they came; whether the caller may see them is not asked here. */
    Uni<List<Stored>> list(long complaintId) {
        return database.preparedQuery("select * from complaint_image where complaint_id = $1 order by id")
                .execute(Tuple.of(complaintId))
                .map(rows -> {
                    List<Stored> images = new ArrayList<>();
                    for (Row row : rows) {
                        images.add(stored(complaintId, row));
                    }
                    return images;
                });
    }

    /**
     * Gives a part of the bytes of an image.
     *
     * @return fails with {@link ImageNotFoundException} when they are missing
     */
    Uni<MediaContent> open(long complaintId, Stored image, ByteRange part) {
        return media.open(image.mediaKey(), part.from(), part.count())
                .onFailure(NoSuchFileException.class)
                .invoke(missing -> LOG.errorf("The bytes of an image are missing: %s", missing))
                .onFailure(NoSuchFileException.class)
                .transform(missing ->
                        new ImageNotFoundException(complaintId, image.view().id()));
    }

    private static Stored stored(long complaintId, Row row) {
        long id = row.getLong("id");
        ImageView view = new ImageView(
                id,
                ImageView.url(complaintId, id),
                row.getString("content_type"),
                row.getLong("size_bytes"),
                row.getInteger("width"),
                row.getInteger("height"));
        return new Stored(view, row.getString("media_key"), row.getString("sha256"));
    }

    private Uni<List<Long>> ids(long complaintId) {
        return Panache.getSession().chain(session -> session.createNativeQuery(
                        "select id from complaint_image where complaint_id = ?1 order by id", Long.class)
                .setParameter(1, complaintId)
                .getResultList());
    }

    private Uni<Long> enter(long complaintId, CheckedImage image) {
        return Panache.getSession().chain(session -> session.createNativeQuery("""
                                insert into complaint_image
                                    (complaint_id, media_key, content_type, size_bytes, width, height, sha256, created_at)
                                values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) returning id""", Long.class)
                .setParameter(1, complaintId)
                .setParameter(2, image.mediaKey())
                .setParameter(3, image.contentType())
                .setParameter(4, image.sizeBytes())
                .setParameter(5, image.width())
                .setParameter(6, image.height())
                .setParameter(7, image.sha256())
                .setParameter(8, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .getSingleResult());
    }
}
