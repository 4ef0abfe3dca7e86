package io.recourse.complaint.event;

import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A person in an event: the id alone, because names change and must be erasable. */
@RegisterForReflection
public record PersonRef(UUID id) {

    /** The reference to a person, null for nobody. */
    public static PersonRef of(UUID id) {
        return id == null ? null : new PersonRef(id);
    }
}
