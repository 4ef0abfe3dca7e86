package io.recourse.identity.event;

import java.util.UUID;

/** A user was deleted: personal data of theirs is erased wherever it is kept. */
public record UserDeleted(UUID id) {}
