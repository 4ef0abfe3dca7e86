package io.recourse.identity.account;

import jakarta.validation.constraints.NotNull;

/** Says whether one takes new complaints at the moment. */
record SetAvailability(@NotNull Boolean available) {}
