package io.recourse.complaint.event;

import java.util.UUID;

/** A person in an event: the id alone, because names change and must be erasable. */
public record PersonRef(UUID id) {

    /** The reference to a person, null for nobody. */
    public static PersonRef of(UUID id) {
        return id == null ? null : new PersonRef(id);
    }
}
