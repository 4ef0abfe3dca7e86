package io.recourse.identity.audit;

import java.util.UUID;

/**
 * Something to be remembered in the audit log. Names of persons and secrets have no place in it.
 *
 * @param action    what happened
 * @param actorId   who did it; null when unknown, or when it was the service itself
 * @param subjectId the account it happened to; null when there is none
 * @param address   where the request came from; null when it was none
 * @param detail    more in a few words; may be null
 */
public record SecurityEvent(SecurityAction action, UUID actorId, UUID subjectId, String address, String detail) {

    /** An event that somebody caused on their own account. */
    public static SecurityEvent own(SecurityAction action, UUID account) {
        return new SecurityEvent(action, account, account, null, null);
    }

    /** An event that one person, null for the service itself, caused on the account of another. */
    public static SecurityEvent by(UUID actor, SecurityAction action, UUID subject) {
        return new SecurityEvent(action, actor, subject, null, null);
    }

    /** The event with the address that its request came from. */
    public SecurityEvent from(String clientAddress) {
        return new SecurityEvent(action, actorId, subjectId, clientAddress, detail);
    }

    /** The event with more in a few words. */
    public SecurityEvent with(String moreDetail) {
        return new SecurityEvent(action, actorId, subjectId, address, moreDetail);
    }
}
