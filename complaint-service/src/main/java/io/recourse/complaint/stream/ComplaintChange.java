package io.recourse.complaint.stream;

import java.util.UUID;

/**
 * An event of the topic as streams pass it on.
 *
 * @param partition of the topic
 * @param offset    in the partition
 * @param type      of the event
 * @param complaint whose it is
 * @param createdBy who filed the complaint
 * @param assignedTo who worked on it after the event, null for nobody
 * @param forStaff  whether customers must not learn of it
 * @param data      the body as JSON
 */
record ComplaintChange(
        int partition,
        long offset,
        String type,
        long complaint,
        UUID createdBy,
        UUID assignedTo,
        boolean forStaff,
        String data) {

    /** The same change of a complaint that somebody else works on by now, or nobody with null. */
    ComplaintChange assignedTo(UUID now) {
        return new ComplaintChange(partition, offset, type, complaint, createdBy, now, forStaff, data);
    }
}
