package io.recourse.complaint;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.recourse.complaint.directory.Directory;
import io.recourse.complaint.event.Actor;
import io.recourse.complaint.event.ComplaintEvent;
import io.recourse.complaint.event.Ledger;
import io.recourse.complaint.media.CheckedImage;
import io.recourse.complaint.media.MediaCleaner;
import io.recourse.complaint.servicetype.ServiceTypes;
import io.recourse.platform.http.Preconditions;
import io.recourse.platform.outbox.Outbox;
import io.recourse.platform.problem.UnprocessableException;
import io.recourse.platform.token.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;

/** What can be done with complaints, each command in one transaction with its history and its events. */
@ApplicationScoped
public class ComplaintDesk {

    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private final Complaints complaints;
    private final ComplaintQueries queries;
    private final ComplaintWrites writes;
    private final ComplaintImages images;
    private final Permissions permissions;
    private final Directory directory;
    private final Assignments assignments;
    private final ServiceTypes serviceTypes;
    private final Ledger ledger;
    private final Outbox outbox;
    private final MediaCleaner cleaner;
    private final Clock clock;
    private final MeterRegistry metrics;

    @Inject
    ComplaintDesk(
            Complaints complaints,
            ComplaintQueries queries,
            ComplaintWrites writes,
            ComplaintImages images,
            Permissions permissions,
            Directory directory,
            Assignments assignments,
            ServiceTypes serviceTypes,
            Ledger ledger,
            Outbox outbox,
            MediaCleaner cleaner,
            Clock clock,
            MeterRegistry metrics) {
        this.complaints = complaints;
        this.queries = queries;
        this.writes = writes;
        this.images = images;
        this.permissions = permissions;
        this.directory = directory;
        this.assignments = assignments;
        this.serviceTypes = serviceTypes;
        this.ledger = ledger;
        this.outbox = outbox;
        this.cleaner = cleaner;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Files a complaint with its images: all of it, or nothing.
     *
     * @param files at most {@value ComplaintImages#MOST} images, as uploaded
     * @return fails with {@link UnprocessableException} (422) for a service type, parent or customer that there is not,
     *     with {@link NotPermittedException} (403) for a customer who files for somebody else
     */
    public Uni<ComplaintView> file(FileComplaint filing, List<Path> files, Caller caller) {
        if (filing.status() != null && filing.status() != ComplaintStatus.OPEN) {
            throw new UnprocessableException("status", "a complaint is filed open");
        }
        if (filing.createdFor() != null && !caller.isStaff()) {
            throw new NotPermittedException("only staff file on behalf of somebody else");
        }
        if (files.size() > ComplaintImages.MOST) {
            throw new ConflictException("a complaint has at most %d images".formatted(ComplaintImages.MOST));
        }
        return serviceTypes
                .requireActive(filing.serviceTypeId())
                .chain(() -> requireParent(filing.parentId(), caller))
                .chain(() -> creator(filing, caller))
                .chain(creator -> files.isEmpty()
                        ? writes.file(Complaint.file(filing, creator, clock.instant()), caller)
                        : images.withStored(files, stored -> insert(filing, stored, creator, caller))
                                .chain(id -> queries.getChanged(id, caller)))
                .onFailure(failure -> missingReference(failure).isPresent())
                .transform(ComplaintDesk::goneInThisMoment)
                .invoke(filed -> metrics.counter("recourse.complaints.created").increment());
    }

    private Uni<Void> requireParent(Long parentId, Caller caller) {
        if (parentId == null) {
            return Uni.createFrom().voidItem();
        }
        return queries.requireVisible(parentId, caller)
                .onFailure(ComplaintNotFoundException.class)
                .transform(missing -> new UnprocessableException("parent_id", missing.getMessage()));
    }

    private Uni<UUID> creator(FileComplaint filing, Caller caller) {
        if (filing.createdFor() == null) {
            return Uni.createFrom().item(caller.id());
        }
        return directory.findActive(filing.createdFor()).map(found -> found.map(Directory.Person::id)
                .orElseThrow(() -> new UnprocessableException("created_for", "there is no such active user")));
    }

    private Uni<Long> insert(FileComplaint filing, List<CheckedImage> stored, UUID creator, Caller caller) {
        Complaint complaint = Complaint.file(filing, creator, clock.instant());
        return outbox.inTransaction(() -> directory
                .ensureKnown(caller)
                .chain(() -> complaints.persistAndFlush(complaint))
                .chain(() -> images.enter(complaint.id(), stored))
                .invoke(imageIds -> complaint.filed(Actor.of(caller), imageIds))
                .chain(() -> ledger.record(complaint.takeEvents()))
                .replaceWith(complaint::id));
    }

    private static UnprocessableException goneInThisMoment(Throwable failure) {
        return new UnprocessableException(missingReference(failure).orElseThrow(), "has been deleted in this moment");
    }

    /** The field that refers to what was there when we looked and is gone now. */
    private static Optional<String> missingReference(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String state =
                    switch (cause) {
                        case SQLException refused -> refused.getSQLState();
                        case PgException refused -> refused.getSqlState();
                        default -> null;
                    };
            if (FOREIGN_KEY_VIOLATION.equals(state)) {
                return Optional.of(cause.getMessage().contains("service_type") ? "service_type_id" : "parent_id");
            }
        }
        return Optional.empty();
    }

    /**
     * Changes fields and status of a complaint.
     *
     * @param to      the status to move to; empty leaves it
     * @param ifMatch the header {@code If-Match}, null when absent
     */
    public Uni<ComplaintView> change(
            long id, Revision revision, Optional<ComplaintStatus> to, String ifMatch, Caller caller) {
        return serviceTypes
                .requireActive(revision.serviceTypeId().flatMap(given -> given).orElse(null))
                .chain(() -> change(id, revision, to, ifMatch, caller, ComplaintWrites.TRIES))
                .onFailure(failure -> missingReference(failure).isPresent())
                .transform(ComplaintDesk::goneInThisMoment)
                .invoke(() -> count(to));
    }

    /** Changes a complaint without a lock, as long as there are tries left and it touches no other row. */
    private Uni<ComplaintView> change(
            long id, Revision revision, Optional<ComplaintStatus> to, String ifMatch, Caller caller, int tries) {
        return writes.read(id).chain(known -> {
            if (known == null || !permissions.sees(caller, known.complaint())) {
                throw new ComplaintNotFoundException(id);
            }
            Complaint complaint = known.complaint();
            Preconditions.requireMatch(ifMatch, complaint.version());
            boolean reopening = !complaint.status().isActive();
            apply(complaint, revision, to, caller);
            List<ComplaintEvent> events = complaint.takeEvents();
            boolean mayRelease = reopening && complaint.status().isActive() && complaint.assignedTo() != null;
            if (tries == 0 || mayRelease || (events.isEmpty() && known.isConfirmed())) {
                return changeLocked(id, revision, to, ifMatch, caller);
            }
            if (events.isEmpty()) {
                return Uni.createFrom().item(shown(known, caller));
            }
            return writes.write(known, events)
                    .chain(outcome -> outcome == ComplaintWrites.Outcome.OVERTAKEN
                            ? change(id, revision, to, ifMatch, caller, tries - 1)
                            : revision.serviceTypeId().isPresent()
                                    ? queries.getChanged(id, caller)
                                    : Uni.createFrom().item(shown(known, caller)));
        });
    }

    private Uni<ComplaintView> changeLocked(
            long id, Revision revision, Optional<ComplaintStatus> to, String ifMatch, Caller caller) {
        return complaints
                .change(id, caller, complaint -> {
                    Preconditions.requireMatch(ifMatch, complaint.version());
                    return applied(complaint, revision, to, caller);
                })
                .chain(() -> queries.getChanged(id, caller));
    }

    private static ComplaintView shown(ComplaintWrites.Known known, Caller caller) {
        return caller.isStaff() ? known.shown() : known.shown().forCustomers();
    }

    private void count(Optional<ComplaintStatus> to) {
        to.ifPresent(status -> metrics.counter("recourse.complaints.transitions", "to", status.toString())
                .increment());
    }

    /**
     * Changes a complaint as one of many: all of the change, or none of it.
     *
     * @param assignee a username, an id, {@code me} or {@code auto}, or inside empty for nobody; empty leaves it
     */
    public Uni<Void> changeAsOneOfMany(
            long id,
            Optional<Priority> priority,
            Optional<Category> category,
            Optional<ComplaintStatus> to,
            Optional<Optional<String>> assignee,
            Caller caller) {
        Revision revision = Revision.ofTriage(priority, category);
        if (assignee.isEmpty()) {
            return change(id, revision, to, null, caller, ComplaintWrites.TRIES)
                    .invoke(() -> count(to))
                    .replaceWithVoid();
        }
        return queries.requireVisible(id, caller)
                .chain(() -> assignments.find(assignee.get().orElse(null), caller))
                .chain(person -> complaints.change(id, caller, complaint -> {
                    UUID next = person.orElse(null);
                    // A complaint that is put away is given to somebody before, one that is taken up again after that.
                    return complaint.status().isOver()
                            ? applied(complaint, revision, to, caller)
                                    .chain(() -> assignments.give(complaint, next, caller))
                            : assignments
                                    .give(complaint, next, caller)
                                    .chain(() -> applied(complaint, revision, to, caller));
                }))
                .invoke(() -> count(to));
    }

    private Uni<Void> applied(Complaint complaint, Revision revision, Optional<ComplaintStatus> to, Caller caller) {
        boolean reopening = !complaint.status().isActive();
        apply(complaint, revision, to, caller);
        return reopening && complaint.status().isActive()
                ? assignments.releaseIfLeft(complaint)
                : Uni.createFrom().voidItem();
    }

    private void apply(Complaint complaint, Revision revision, Optional<ComplaintStatus> to, Caller caller) {
        Revision permitted = caller.isStaff() ? revision : complaint.newIn(revision);
        boolean resolving = to.filter(ComplaintStatus.RESOLVED::equals).isPresent();
        permissions.requireRevision(caller, complaint, permitted, resolving);
        to.ifPresent(status -> permissions.requireTransition(caller, complaint, status));
        Actor by = Actor.of(caller);
        Instant now = clock.instant();
        complaint.revise(permitted, by, now);
        to.ifPresent(status -> complaint.moveTo(status, by, now, null));
    }

    /**
     * Gives a complaint to a member of staff, or to nobody.
     *
     * @param assignee a username, an id, {@code me}, or null for nobody
     * @return fails with {@link NotPermittedException} (403) for a customer, with {@link UnprocessableException} (422)
     *     for somebody who is no active agent or admin
     */
    public Uni<ComplaintView> assign(long id, String assignee, String ifMatch, Caller caller) {
        return queries.requireVisible(id, caller)
                .invoke(() -> {
                    if (!caller.isStaff()) {
                        throw new NotPermittedException("only staff assign complaints");
                    }
                })
                .chain(() -> assignments.find(assignee, caller))
                .chain(assigneeId -> complaints.change(id, caller, complaint -> {
                    Preconditions.requireMatch(ifMatch, complaint.version());
                    return assignments.give(complaint, assigneeId.orElse(null), caller);
                }))
                .chain(() -> queries.getChanged(id, caller));
    }

    /** Deletes a complaint with its comments, images, interactions and history; the files of the images too. */
    public Uni<Void> delete(long id, String ifMatch, Caller caller) {
        return complaints
                .change(id, caller, complaint -> {
                    Preconditions.requireMatch(ifMatch, complaint.version());
                    return cleaner.decideDeletion(id, null)
                            .chain(() -> ledger.announce(complaint.deleted(Actor.of(caller), clock.instant())))
                            .chain(() -> complaints.delete(complaint));
                })
                .call(cleaner::carryOut);
    }
}
