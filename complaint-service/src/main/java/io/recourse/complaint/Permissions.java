package io.recourse.complaint;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.platform.token.Caller;
import io.recourse.platform.token.Role;

/** Who may see a complaint, and what of it they may change. */
@ApplicationScoped
public class Permissions {

    private final DeskConfig desk;
    private final Clock clock;

    @Inject
    Permissions(DeskConfig desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** Whether the caller may know of the complaint at all. */
    public boolean sees(Caller caller, Complaint complaint) {
        return sees(caller, complaint.createdBy(), complaint.assignedTo());
    }

    /** Whether the caller may know of a complaint that was filed by one and is worked on by another, or by nobody. */
    public boolean sees(Caller caller, UUID createdBy, UUID assignedTo) {
        boolean own = caller.id().equals(createdBy);
        return switch (caller.role()) {
            case USER -> own;
            case AGENT ->
                own
                        || caller.id().equals(assignedTo)
                        || desk.agentsSee() == DeskConfig.AgentsSee.ALL
                        || (desk.agentsSee() == DeskConfig.AgentsSee.QUEUE && assignedTo == null);
            case ADMIN -> true;
        };
    }

    /**
     * The same rule as {@link #sees} as a condition of SQL.
     *
     * @param parameter the placeholder of the caller's id, for instance {@code $1}
     */
    public String visibleInSql(Role role, String parameter) {
        return switch (role) {
            case USER -> "c.created_by = " + parameter;
            case AGENT ->
                switch (desk.agentsSee()) {
                    case ASSIGNED -> "(c.assigned_to = %1$s or c.created_by = %1$s)".formatted(parameter);
                    case QUEUE ->
                        "(c.assigned_to = %1$s or c.assigned_to is null or c.created_by = %1$s)".formatted(parameter);
                    case ALL -> "%s::uuid is not null".formatted(parameter);
                };
            case ADMIN -> "%s::uuid is not null".formatted(parameter);
        };
    }

    /** Who works on what nobody works on, in the keys of lists. */
    public static final UUID NOBODY = new UUID(0, 0);

    /**
     * Complaints by who has to do with them; null where that does not matter.
     *
     * @param assignedTo who works on them, {@link #NOBODY} for nobody
     * @param createdBy  who filed them
     */
    public record PeopleSet(UUID assignedTo, UUID createdBy) {

        /** What is in both sets; empty when nothing can be. */
        public Optional<PeopleSet> and(PeopleSet other) {
            if (differ(assignedTo, other.assignedTo) || differ(createdBy, other.createdBy)) {
                return Optional.empty();
            }
            return Optional.of(new PeopleSet(
                    assignedTo == null ? other.assignedTo : assignedTo,
                    createdBy == null ? other.createdBy : createdBy));
        }

        /** Whether it is the set of all complaints. */
        public boolean ofEverybody() {
            return assignedTo == null && createdBy == null;
        }

        /** Whether all of the other set is in this one. */
        public boolean contains(PeopleSet other) {
            return (assignedTo == null || assignedTo.equals(other.assignedTo))
                    && (createdBy == null || createdBy.equals(other.createdBy));
        }

        private static boolean differ(UUID one, UUID other) {
            return one != null && other != null && !one.equals(other);
        }
    }

    /** The same rule as {@link #sees} as sets; one complaint may be in several. */
    public List<PeopleSet> visibleSets(Caller caller) {
        PeopleSet all = new PeopleSet(null, null);
        PeopleSet filed = new PeopleSet(null, caller.id());
        PeopleSet assigned = new PeopleSet(caller.id(), null);
        PeopleSet nobodys = new PeopleSet(NOBODY, null);
        return switch (caller.role()) {
            case USER -> List.of(filed);
            case AGENT ->
                switch (desk.agentsSee()) {
                    case ASSIGNED -> List.of(assigned, filed);
                    case QUEUE -> List.of(assigned, nobodys, filed);
                    case ALL -> List.of(all);
                };
            case ADMIN -> List.of(all);
        };
    }

    /**
     * A set of complaints that is counted, to be added to what the caller sees or, where two of them overlap, taken off.
     *
     * @param ofCaller whether it is the caller's set of this name or that of the whole desk
     * @param sign     1 or -1
     */
    public record CountedScope(String name, boolean ofCaller, int sign) {}

    /** The same rule as {@link #sees} in terms of sets that are counted. */
    public List<CountedScope> countedScopes(Role role) {
        CountedScope all = new CountedScope("all", false, 1);
        CountedScope filed = new CountedScope("creator", true, 1);
        CountedScope assigned = new CountedScope("assignee", true, 1);
        CountedScope filedAndAssigned = new CountedScope("creator_assignee", true, -1);
        CountedScope nobodys = new CountedScope("unassigned", false, 1);
        CountedScope filedAndNobodys = new CountedScope("creator_unassigned", true, -1);
        return switch (role) {
            case USER -> List.of(filed);
            case AGENT ->
                switch (desk.agentsSee()) {
                    case ASSIGNED -> List.of(assigned, filed, filedAndAssigned);
                    case QUEUE -> List.of(assigned, nobodys, filed, filedAndAssigned, filedAndNobodys);
                    case ALL -> List.of(all);
                };
            case ADMIN -> List.of(all);
        };
    }

    /** The statuses that the caller may move the complaint to. */
    public Set<ComplaintStatus> transitions(Caller caller, Complaint complaint) {
        EnumSet<ComplaintStatus> allowed = EnumSet.noneOf(ComplaintStatus.class);
        allowed.addAll(complaint.status().next());
        if (!caller.isStaff()) {
            allowed.retainAll(forCustomer(complaint));
        }
        return allowed;
    }

    private Set<ComplaintStatus> forCustomer(Complaint complaint) {
        if (complaint.status().isActive()) {
            return EnumSet.of(ComplaintStatus.RESOLVED, ComplaintStatus.CANCELLED);
        }
        if (complaint.status() != ComplaintStatus.RESOLVED) {
            return EnumSet.noneOf(ComplaintStatus.class);
        }
        Instant until = complaint.resolvedAt().plus(desk.reopenWithin());
        return clock.instant().isAfter(until)
                ? EnumSet.of(ComplaintStatus.CLOSED)
                : EnumSet.of(ComplaintStatus.CLOSED, ComplaintStatus.IN_PROGRESS);
    }

    /**
     * Checks a move to another status.
     *
     * @throws TransitionNotAllowedException (409) when there is no way, or the time for it is over
     * @throws NotPermittedException         (403) when only others may go that way
     */
    void requireTransition(Caller caller, Complaint complaint, ComplaintStatus to) {
        if (to == complaint.status()) {
            return;
        }
        Set<ComplaintStatus> allowed = transitions(caller, complaint);
        if (allowed.contains(to)) {
            return;
        }
        boolean tooLate = complaint.status() == ComplaintStatus.RESOLVED && to == ComplaintStatus.IN_PROGRESS;
        if (tooLate || !complaint.status().next().contains(to)) {
            throw new TransitionNotAllowedException(complaint.id(), complaint.status(), to, allowed);
        }
        throw new NotPermittedException("only staff may make this complaint " + to);
    }

    /**
     * Checks a revision, of which only what it changes counts.
     *
     * @throws NotPermittedException (403) for what only staff change
     * @throws ConflictException     (409) for a customer's wording that has been acted on
     */
    void requireRevision(Caller caller, Complaint complaint, Revision changed, boolean resolving) {
        if (caller.isStaff()) {
            return;
        }
        if (changed.ofTriage()) {
            throw new NotPermittedException("only staff change priority, category and service type after filing");
        }
        if (changed.resolution().isPresent() && !resolving) {
            throw new NotPermittedException(
                    "only staff change the resolution of a complaint that is not being resolved");
        }
        if (changed.ofWording()) {
            requireEditable(caller, complaint);
        }
    }

    /**
     * Checks that the caller may change wording or images.
     *
     * @throws ConflictException (409) for a customer unless the complaint is open or in progress
     */
    void requireEditable(Caller caller, Complaint complaint) {
        boolean early = complaint.status() == ComplaintStatus.OPEN || complaint.status() == ComplaintStatus.IN_PROGRESS;
        if (!caller.isStaff() && !early) {
            throw new ConflictException("complaint %d is %s: it can be edited while it is open or in progress"
                    .formatted(complaint.id(), complaint.status()));
        }
    }
}
