package io.recourse.escalation.mail;

import java.util.UUID;

/**
 * A mail that is this replica's to send.
 *
 * @param toCreator      whether the recipient filed the complaint
 * @param level          with {@link Transition#ESCALATED}: the level that the complaint rose to
 * @param attempts       how often it has been tried, this time included
 * @param complaintEnded whether the complaint is resolved, closed, cancelled or deleted by now
 * @param traceparent    the W3C trace of what the mail tells of; null when it is not known
 */
record ClaimedMail(
        long id,
        long complaintId,
        String eventId,
        UUID recipientId,
        String recipientName,
        String recipientEmail,
        boolean toCreator,
        Transition transition,
        int level,
        String priority,
        String title,
        String resolution,
        int attempts,
        boolean complaintEnded,
        String traceparent) {

    /** Nobody has to hurry any more. */
    boolean isObsolete() {
        return complaintEnded && (transition == Transition.ESCALATED || transition == Transition.DUE_SOON);
    }
}
