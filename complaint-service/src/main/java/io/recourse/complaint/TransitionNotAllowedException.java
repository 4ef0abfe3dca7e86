package io.recourse.complaint;

import java.util.Set;

/** A complaint cannot go from where it is to where it was sent. */
public class TransitionNotAllowedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Set<ComplaintStatus> allowed;

    TransitionNotAllowedException(long id, ComplaintStatus from, ComplaintStatus to, Set<ComplaintStatus> allowed) {
        super("complaint %d is %s and cannot become %s".formatted(id, from, to));
        this.allowed = allowed;
    }

    /** The statuses that the complaint can go to instead. */
    public Set<ComplaintStatus> allowed() {
        return allowed;
    }
}
