package io.recourse.identity.event;

import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A user was deleted: personal data of theirs is erased wherever it is kept. */
@RegisterForReflection
public record UserDeleted(UUID id) {}
