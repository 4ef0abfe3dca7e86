package io.recourse.complaint;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.recourse.complaint.event.Ledger;
import io.recourse.platform.outbox.Outbox;
import io.recourse.platform.token.Caller;
import io.smallrye.mutiny.Uni;

/** The complaints, for those who change them. A complaint under change is locked: changes of one wait for each other. */
@ApplicationScoped
public class Complaints implements PanacheRepository<Complaint> {

    private final Outbox outbox;
    private final Ledger ledger;
    private final Permissions permissions;

    @Inject
    Complaints(Outbox outbox, Ledger ledger, Permissions permissions) {
        this.outbox = outbox;
        this.ledger = ledger;
        this.permissions = permissions;
    }

    /**
     * Changes a complaint that the caller sees, and records the events of the change, in one transaction.
     *
     * @param change works on the locked complaint
     * @return what the change gave; fails with {@link ComplaintNotFoundException} when there is no such complaint for
     *     the caller
     */
    public <T> Uni<T> change(long id, Caller caller, Function<Complaint, Uni<T>> change) {
        return outbox.inTransaction(() -> locked(id)
                .onItem()
                .ifNull()
                .failWith(() -> new ComplaintNotFoundException(id))
                .invoke(complaint -> {
                    if (!permissions.sees(caller, complaint)) {
                        throw new ComplaintNotFoundException(id);
                    }
                })
                .chain(complaint -> recorded(complaint, () -> change.apply(complaint))));
    }

    /** The complaint, locked until the transaction ends; null when there is none. */
    public Uni<Complaint> locked(long id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * Notes in the current transaction which earlier complaints a complaint may repeat; those that are gone are left out.
     *
     * @param candidates null for none
     */
    public Uni<Void> noteDuplicates(Complaint complaint, List<DuplicateCandidate> candidates) {
        Uni<Void> noted = Uni.createFrom().voidItem();
        for (DuplicateCandidate candidate : candidates == null ? List.<DuplicateCandidate>of() : candidates) {
            noted = noted.chain(Panache::getSession)
                    .chain(session -> session.createNativeQuery("""
                                    insert into duplicate_candidate (complaint_id, earlier_id, similarity)
                                    select cast(?1 as bigint), c.id, cast(?3 as double precision)
                                    from complaint c where c.id = ?2
                                    on conflict do nothing""")
                            .setParameter(1, complaint.id())
                            .setParameter(2, candidate.complaintId())
                            .setParameter(3, candidate.similarity())
                            .executeUpdate())
                    .replaceWithVoid();
        }
        return noted;
    }

    /** Does something to a complaint in the current transaction and records the events of it. */
    public <T> Uni<T> recorded(Complaint complaint, Supplier<Uni<T>> change) {
        return change.get().call(changed -> flush().chain(() -> ledger.record(complaint.takeEvents())));
    }
}
