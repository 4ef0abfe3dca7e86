package io.recourse.complaint;

import java.time.OffsetDateTime;

/**
 * A place in the order of a list.
 *
 * @param rank the ordinal of the priority, 0 where the order is by time alone
 * @param at   when the complaint that stands there was filed or updated; null where a cursor does not say
 * @param id   the complaint
 */
record ListPosition(int rank, OffsetDateTime at, long id) {}
