package io.recourse.complaint.event;

import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.Role;

/** Who changes a complaint. */
public sealed interface Actor {

    /** A person, with the role they had at the time. */
    @RegisterForReflection(registerFullHierarchy = true)
    record Person(UUID id, Role role) implements Actor {}

    /** Another service of the desk, by its name. */
    @RegisterForReflection
    record Service(String service) implements Actor {}

    /** The person who sent a request. */
    static Actor of(Caller caller) {
        return new Person(caller.id(), caller.role());
    }

    /** Whether this is an agent or an admin; a service is not staff. */
    default boolean isStaff() {
        return this instanceof Person person && person.role().isStaff();
    }

    /** Whether a person acts, not a service. */
    default boolean isPerson() {
        return this instanceof Person;
    }
}
