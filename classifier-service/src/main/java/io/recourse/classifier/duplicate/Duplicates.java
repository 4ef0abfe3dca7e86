package io.recourse.classifier.duplicate;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.classifier.duplicate.Fingerprints.Kept;
import io.recourse.classifier.label.ComplaintText;
import io.smallrye.mutiny.Uni;

/** Finds earlier complaints that a text is like: of the same customer, or of the same service type. */
@ApplicationScoped
public class Duplicates {

    /** The most candidates of a complaint. */
    public static final int MOST = 3;

    /** Two customers say the same of two matters sooner than one does. */
    private static final double STRICTER_WITH_OTHERS = 1.5;

    private static final double HUNDREDTHS = 100;

    private final Fingerprints fingerprints;
    private final DuplicateConfig config;

    @Inject
    Duplicates(Fingerprints fingerprints, DuplicateConfig config) {
        this.fingerprints = fingerprints;
        this.config = config;
        if (config.among() < 1) {
            throw new IllegalArgumentException("recourse.classifier.duplicates.among must be 1 or more");
        }
    }

    /** Whether they are looked for. */
    public boolean areWanted() {
        return config.enabled();
    }

    /**
     * Keeps the fingerprint of a new complaint's text, so that later ones are compared with it; a second time has no
     * effect.
     *
     * @param serviceTypeId may be null
     */
    public Uni<Void> remember(
            long complaintId, UUID customer, Integer serviceTypeId, ComplaintText text, Instant filedAt) {
        return Fingerprint.of(text)
                .map(fingerprint -> fingerprints.add(complaintId, customer, serviceTypeId, fingerprint, filedAt))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /**
     * Finds what a text is like among the customer's complaints, and among those of its service type.
     *
     * @param serviceTypeId may be null
     * @param before        the number of the complaint, later ones do not count
     * @return at most {@value #MOST}, the most alike first
     */
    public Uni<List<DuplicateCandidate>> of(ComplaintText text, UUID customer, Integer serviceTypeId, long before) {
        Optional<Fingerprint> fingerprint = Fingerprint.of(text);
        if (fingerprint.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return fingerprints.earlier(customer, serviceTypeId, before).map(earlier -> earlier.stream()
                .map(kept -> candidate(fingerprint.get(), kept, customer))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingDouble(DuplicateCandidate::similarity)
                        .thenComparing(DuplicateCandidate::complaintId)
                        .reversed())
                .limit(MOST)
                .toList());
    }

    private Optional<DuplicateCandidate> candidate(Fingerprint fingerprint, Kept kept, UUID customer) {
        double similarity = fingerprint.similarity(kept.fingerprint());
        double wanted = config.similarity() * (kept.customer().equals(customer) ? 1 : STRICTER_WITH_OTHERS);
        return similarity < wanted
                ? Optional.empty()
                : Optional.of(
                        new DuplicateCandidate(kept.complaintId(), Math.round(similarity * HUNDREDTHS) / HUNDREDTHS));
    }

    /** Forgets a complaint. */
    public Uni<Void> forget(long complaintId) {
        return fingerprints.remove(complaintId);
    }

    /** Forgets all complaints of a customer. */
    public Uni<Void> forgetAllOf(UUID customer) {
        return fingerprints.removeAllOf(customer);
    }
}
