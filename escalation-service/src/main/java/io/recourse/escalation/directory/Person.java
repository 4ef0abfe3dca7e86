package io.recourse.escalation.directory;

import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.recourse.platform.event.MalformedEventException;
import io.recourse.platform.token.Role;

/** A user as identity's events carry one: as much as matters here. */
@RegisterForReflection
public record Person(UUID id, String username, String name, String email, Role role, boolean active) {

    /** @throws MalformedEventException when something is missing that every user has */
    public Person {
        if (id == null || username == null || name == null || email == null || role == null) {
            throw new MalformedEventException("the event does not carry a whole user");
        }
    }
}
