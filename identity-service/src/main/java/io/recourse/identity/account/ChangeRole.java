package io.recourse.identity.account;

import jakarta.validation.constraints.NotNull;

import io.recourse.platform.token.Role;

/** Makes somebody a customer, an agent or an admin. */
record ChangeRole(@NotNull Role role) {}
