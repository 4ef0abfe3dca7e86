package io.recourse.complaint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.recourse.complaint.Permissions.PeopleSet;

/**
 * What a list asks of each complaint.
 *
 * @param filter the filter, of which the persons are in {@code sets} already
 * @param sets   what the caller may see and asks for, by people; a complaint must be in one of them, and none of them is
 *               part of another
 * @param words  null without a search
 */
record ListQuery(ComplaintFilter filter, List<PeopleSet> sets, SearchWords words) {

    /**
     * Puts together what the caller sees and what is asked for.
     *
     * @param visible   the sets that the caller sees
     * @param requested who has to work on the complaints, and who must have filed them
     */
    static ListQuery of(ComplaintFilter filter, List<PeopleSet> visible, PeopleSet requested) {
        List<PeopleSet> common = visible.stream()
                .map(set -> set.and(requested))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        List<PeopleSet> sets = new ArrayList<>();
        for (PeopleSet set : common) {
            if (common.stream().noneMatch(other -> !other.equals(set) && other.contains(set))) {
                sets.add(set);
            }
        }
        return new ListQuery(filter, sets, filter.search() == null ? null : SearchWords.of(filter.search()));
    }

    /** Whether it is certain without looking that there is nothing to list. */
    boolean isEmpty() {
        return sets.isEmpty() || (words != null && words.words().isEmpty());
    }

    ComplaintSort sort() {
        return filter.sort();
    }

    boolean ofAllFacets() {
        return filter.statuses().isEmpty()
                && filter.priorities().isEmpty()
                && filter.categories().isEmpty();
    }

    /** Whether statuses are asked for, and any priority and category. */
    boolean ofStatusesAlone() {
        return !filter.statuses().isEmpty()
                && filter.priorities().isEmpty()
                && filter.categories().isEmpty();
    }

    /** The ordinals of the statuses that are asked for. */
    List<Short> statuses() {
        return filter.statuses().stream()
                .distinct()
                .map(status -> (short) status.ordinal())
                .toList();
    }

    List<Short> facets() {
        return Facets.of(filter.statuses(), filter.priorities(), filter.categories());
    }

    Instant createdFrom() {
        return filter.createdFrom();
    }

    Instant createdTo() {
        return filter.createdTo();
    }
}
