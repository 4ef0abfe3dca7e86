package io.recourse.complaint;

import java.util.ArrayList;
import java.util.List;

/**
 * Status, priority and category of a complaint in one number, as the column {@code complaint_key.facet} has it: what
 * lists are indexed by.
 */
final class Facets {

    private static final int CATEGORIES = Category.values().length;
    private static final int OF_A_STATUS = Priority.values().length * CATEGORIES;

    /** The ordinal of the status of a key {@code k}, as the index over it has it. */
    static final String STATUS_IN_SQL = "(k.facet / %d::smallint)".formatted(OF_A_STATUS);

    private Facets() {}

    /** The number of one combination. */
    static short of(ComplaintStatus status, Priority priority, Category category) {
        return (short) (status.ordinal() * OF_A_STATUS + priority.ordinal() * CATEGORIES + category.ordinal());
    }

    /** The numbers of all combinations of these values; an empty list means all values. */
    static List<Short> of(List<ComplaintStatus> statuses, List<Priority> priorities, List<Category> categories) {
        List<Short> facets = new ArrayList<>();
        for (ComplaintStatus status : orAll(statuses, ComplaintStatus.values())) {
            for (Priority priority : orAll(priorities, Priority.values())) {
                for (Category category : orAll(categories, Category.values())) {
                    facets.add(of(status, priority, category));
                }
            }
        }
        return facets;
    }

    /** The ordinal of a facet's priority. */
    static int rank(short facet) {
        return facet / CATEGORIES % Priority.values().length;
    }

    /** {@link #rank} in SQL. */
    static String rankInSql(String facet) {
        return "%s / %d %% %d".formatted(facet, CATEGORIES, Priority.values().length);
    }

    private static <T> List<T> orAll(List<T> wanted, T[] all) {
        return wanted.isEmpty() ? List.of(all) : wanted.stream().distinct().toList();
    }
}
