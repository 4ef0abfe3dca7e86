package io.recourse.complaint;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.complaint.directory.Directory;
import io.recourse.complaint.event.Actor;
import io.recourse.platform.problem.UnprocessableException;
import io.recourse.platform.token.Caller;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who works on which complaint: members of the staff alone, and only as long as they are. */
@ApplicationScoped
class Assignments {

    private final Directory directory;
    private final Clock clock;
    private final Actor.Service desk;

    @Inject
    Assignments(Directory directory, Clock clock, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.directory = directory;
        this.clock = clock;
        this.desk = new Actor.Service(service);
    }

    /**
     * Finds whom a request means.
     *
     * @param assignee a username, an id, {@code me}, {@code auto}, or null for nobody
     * @return empty for nobody; fails with {@link UnprocessableException} (422) for somebody who is no active agent or
     *     admin, with {@link ConflictException} (409) when no agent is available for {@code auto}
     */
    Uni<Optional<UUID>> find(String assignee, Caller caller) {
        return switch (assignee) {
            case null -> Uni.createFrom().item(Optional.empty());
            case "me" -> Uni.createFrom().item(Optional.of(caller.id()));
            case "auto" ->
                directory.leastBusyAgent().invoke(found -> {
                    if (found.isEmpty()) {
                        throw new ConflictException("no agent is available at the moment");
                    }
                });
            default ->
                directory.findActive(assignee).map(found -> found.filter(
                                person -> person.role().isStaff())
                        .map(Directory.Person::id)
                        .or(() -> {
                            throw noStaff();
                        }));
        };
    }

    /**
     * Gives a complaint to somebody, or to nobody with null, in the current transaction; nobody can leave meanwhile.
     *
     * @return fails with {@link ConflictException} (409) for a complaint that is over, with
     *     {@link UnprocessableException} (422) for somebody who has just left
     */
    Uni<Void> give(Complaint complaint, UUID assignee, Caller caller) {
        if (complaint.status().isOver()) {
            throw new ConflictException(
                    "complaint %d is %s and cannot be assigned".formatted(complaint.id(), complaint.status()));
        }
        Actor by = Actor.of(caller);
        if (assignee == null) {
            complaint.assignTo(null, by, clock.instant());
            return Uni.createFrom().voidItem();
        }
        // Identity's events may not have told of the caller yet, of whom the token tells enough.
        Uni<Void> known = caller.id().equals(assignee)
                ? directory.ensureKnown(caller)
                : Uni.createFrom().voidItem();
        return known.chain(() -> directory.isActiveStaff(assignee))
                .invoke(active -> {
                    if (!active) {
                        throw noStaff();
                    }
                    complaint.assignTo(assignee, by, clock.instant());
                })
                .replaceWithVoid();
    }

    /** Takes a complaint away from an assignee who has left, in the current transaction. */
    Uni<Void> releaseIfLeft(Complaint complaint) {
        if (complaint.assignedTo() == null) {
            return Uni.createFrom().voidItem();
        }
        return directory
                .isActiveStaff(complaint.assignedTo())
                .invoke(active -> {
                    if (!active) {
                        complaint.assignTo(null, desk, clock.instant());
                    }
                })
                .replaceWithVoid();
    }

    private static UnprocessableException noStaff() {
        return new UnprocessableException("assignee", "there is no such active agent or admin");
    }
}
