package io.recourse.complaint;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.recourse.complaint.Permissions.PeopleSet;

/**
 * A step along the order of a list. It merges the beginnings of ranges of indexes: for each set of people one range, or
 * one for each facet that is asked for. What an index knows nothing of is checked for a bounded number of complaints of
 * each range. Where a range was cut there, the merged order is known no further than to its last complaint that was
 * looked at, nearest to the start of all: that is the edge, behind which the next step goes on.
 */
final class ListWalk extends ListStatement {

    private final ListSpan span;
    private final ListPosition after;
    private final int rows;
    private final List<Head> heads;
    private final boolean exact;
    private final Optional<Integer> rank;
    private final int ranges;
    private final List<Short> facets;
    /** Whether the facets are those of statuses as a whole, which have an index for all complaints. */
    private final boolean byStatus;

    private final int cut;
    private String facetsInSql;

    /**
     * A range of an index (or one for each facet), and what is to be checked besides, words apart.
     *
     * @param table   the table that has the index: that of the complaints for what never changes, or that of the keys
     * @param columns the leading columns of the index, and the values that they have in the range
     */
    private record Head(String table, Map<String, String> columns, List<String> checks, boolean eachFacet) {}

    /**
     * @param after null for the beginning
     * @param rows  how many complaints are wanted
     * @param looks at how many complaints it may look, about, if they have to be checked one by one
     * @param open  how many ranges the step before did not come to the end of; 0 where that is not known
     */
    ListWalk(ListQuery query, ListPosition after, int rows, int looks, int open) {
        super(query);
        this.span = new ListSpan(query);
        this.after = after;
        this.rows = rows;
        byStatus = query.ofStatusesAlone()
                && sort.byTimeOfFiling()
                && query.sets().stream().allMatch(PeopleSet::ofEverybody);
        heads = query.sets().stream().map(this::head).toList();
        exact = query.words() == null
                && !isFiledBetween()
                && heads.stream().allMatch(head -> head.checks().isEmpty());
        // Those of one priority at a time: looks at later ones would mostly be in vain.
        rank = span.ranks(after).stream().findFirst();
        facets = byStatus
                ? query.statuses()
                : query.facets().stream()
                        .filter(facet -> !sort.byPriority()
                                || rank.filter(wanted -> wanted == Facets.rank(facet))
                                        .isPresent())
                        .toList();
        ranges = heads.stream()
                .mapToInt(head -> head.eachFacet() ? facets.size() : 1)
                .sum();
        cut = exact ? rows : Math.max(rows, looks / Math.max(1, open == 0 ? ranges : open));
    }

    /** Whether all that is read is wanted, so that the step ends with a full page or with the list (or its priority). */
    boolean isExact() {
        return exact;
    }

    /** Whether the index alone tells what is wanted, so that looks cost little. */
    boolean isCovered() {
        return query.words() == null
                && heads.stream().allMatch(head -> head.checks().isEmpty() && !head.eachFacet());
    }

    /** How many ranges are merged. */
    int ranges() {
        return ranges;
    }

    /**
     * Where to go on, null when the list has come to its end.
     *
     * @param edge where the step was cut, null when it was not
     */
    ListPosition next(ListPosition edge) {
        if (edge != null || !sort.byPriority()) {
            return edge;
        }
        return rank.map(span::end).filter(end -> !span.ranks(end).isEmpty()).orElse(null);
    }

    /**
     * The statement. Unless it is {@linkplain #isExact() exact}, {@code edge_rank}, {@code edge_at} and {@code edge_id} are
     * null where the step was not cut, {@code looked} is at how many complaints it looked, {@code open} in how many ranges
     * more are left.
     */
    String text(String columns) {
        String scanned =
                String.join(" union all ", heads.stream().map(this::ranges).toList());
        return exact ? exactText(scanned, columns) : searchingText(scanned, columns);
    }

    /** All that is read is wanted: there is nothing to tell of how far it was looked. */
    private String exactText(String ranges, String columns) {
        return """
                select %1$s
                from (select %2$s r.rank, r.at, r.id from (%3$s) as r order by %4$s limit %5$d) as page
                join complaint c on c.id = page.id
                order by %6$s""".formatted(
                        columns, heads.size() > 1 ? "distinct" : "", ranges, sort.order("r"), rows, sort.order("page"));
    }

    private String searchingText(String scanned, String columns) {
        return """
                with %1$s scanned as materialized (%2$s),
                edge as (select rank, at, id from scanned where place = %3$d order by %4$s limit 1),
                page as (
                    select distinct s.rank, s.at, s.id from scanned s left join edge e on true
                    where s.hit and (e.id is null or not (s.rank, s.at, s.id) %5$s (e.rank, e.at, e.id))
                    order by %6$s limit %7$d)
                select edge.rank as edge_rank, edge.at as edge_at, edge.id as edge_id,
                    (select count(*) from scanned) as looked,
                    (select count(*) from scanned where place = %3$d) as open, %8$s
                from (select 1) as one left join edge on true left join (page join complaint c on c.id = page.id) on true
                order by %9$s""".formatted(
                        search(),
                        scanned,
                        cut,
                        sort.order("scanned"),
                        sort.behind(),
                        sort.order("s"),
                        rows,
                        columns,
                        sort.order("page"));
    }

    private Head head(PeopleSet set) {
        Map<String, String> columns = new LinkedHashMap<>();
        List<String> checks = new ArrayList<>();
        if (set.createdBy() != null) {
            columns.put("k.created_by", bind(set.createdBy()));
            people(new PeopleSet(set.assignedTo(), null), checks);
        } else if (set.assignedTo() != null) {
            columns.put("k.assigned_to", bind(set.assignedTo()));
        }
        boolean ofEverybody = columns.isEmpty();
        boolean plain = query.ofAllFacets() && !sort.byPriority() && (ofEverybody || !sort.byUpdate());
        boolean ofAssignee = set.assignedTo() != null && set.createdBy() == null;
        // What never changes has its indexes, in the order of filing, on the complaints themselves.
        boolean unchanging = plain && !sort.byUpdate() && !ofAssignee;
        boolean indexed = unchanging && ofEverybody;
        if (indexed && query.filter().parentId() != null) {
            columns.put("k.parent_id", bind(query.filter().parentId()));
            serviceType(checks);
        } else if (indexed && query.filter().serviceType() != null) {
            columns.put("k.service_type_id", bind(query.filter().serviceType()));
        } else {
            parent(checks);
            serviceType(checks);
        }
        followUp(checks);
        if (!plain) {
            columns.put(byStatus ? Facets.STATUS_IN_SQL : "k.facet", "f.facet");
        }
        return new Head(unchanging ? "complaint" : "complaint_key", columns, checks, !plain);
    }

    private String ranges(Head head) {
        if (head.eachFacet()) {
            return "(select %s as rank, r.* from %s as f (facet, at, id) cross join lateral (%s) as r)"
                    .formatted(byStatus ? "0" : rank("f.facet"), facetsInSql(), range(head, "f.at", "f.id"));
        }
        ListPosition from = from(0);
        return "(select 0 as rank, r.* from (%s) as r)".formatted(range(head, bind(from.at()), bind(from.id())));
    }

    /**
     * A range, cut. It lies between two places of the index, written as such: were it written as one value of the leading
     * columns, the planner would often expect it to be short, and read and sort it all. What is checked is read by id, for
     * without it the index alone has all that the range is read for.
     */
    private String range(Head head, String at, String id) {
        String direction = sort.isAscending() ? "asc" : "desc";
        List<String> columns = new ArrayList<>(head.columns().keySet());
        List<String> values = new ArrayList<>(head.columns().values());
        List<String> where = new ArrayList<>();
        String end = end(columns, values);
        if (end != null) {
            where.add(end);
        }
        columns.addAll(List.of("k." + sort.column(), "k.id"));
        values.addAll(List.of(at, id));
        where.add("(%s) %s (%s)".formatted(String.join(", ", columns), sort.behind(), String.join(", ", values)));
        // Their indexes have no others, which the comparison does not tell the planner.
        head.columns().keySet().stream()
                .filter(column -> column.equals("k.parent_id") || column.equals("k.service_type_id"))
                .forEach(column -> where.add(column + " is not null"));
        String order = columns.stream().map(column -> column + " " + direction).collect(Collectors.joining(", "));
        if (exact) {
            return "select k.%s as at, k.id from %s k where %s order by %s limit %d"
                    .formatted(sort.column(), head.table(), String.join(" and ", where), order, cut);
        }
        return """
                select o.at, o.id, %5$s as hit, o.place from (
                    select k.%1$s as at, k.id%6$s, row_number() over (order by %2$s) as place
                    from %7$s k where %3$s order by %2$s limit %4$d) as o""".formatted(
                        sort.column(),
                        order,
                        String.join(" and ", where),
                        cut,
                        hit(head),
                        isFiledBetween() ? ", k.created_at as filed" : "",
                        head.table());
    }

    /** Where the range ends, null where it does with the index. */
    private String end(List<String> columns, List<String> values) {
        List<String> last = new ArrayList<>(columns);
        List<String> lastValues = new ArrayList<>(values);
        if (span.end() != null) {
            last.add("k." + sort.column());
            lastValues.add(bind(span.end()));
        }
        String until = !sort.isAscending() ? ">=" : span.end() == null ? "<=" : "<";
        return last.isEmpty()
                ? null
                : "(%s) %s (%s)".formatted(String.join(", ", last), until, String.join(", ", lastValues));
    }

    private String hit(Head head) {
        List<String> hit = new ArrayList<>();
        if (sort.byUpdate() && query.createdFrom() != null) {
            hit.add("o.filed >= " + bind(query.createdFrom()));
        }
        if (sort.byUpdate() && query.createdTo() != null) {
            hit.add("o.filed < " + bind(query.createdTo()));
        }
        if (!head.checks().isEmpty()) {
            hit.add("(select %s from complaint_key k where k.id = o.id)"
                    .formatted(String.join(" and ", head.checks())));
        }
        if (query.words() != null) {
            hit.add(words("o.id"));
        }
        return hit.isEmpty() ? "true" : String.join(" and ", hit);
    }

    /** Whether the time of filing has to be checked, because the order is another. */
    private boolean isFiledBetween() {
        return sort.byUpdate() && (query.createdFrom() != null || query.createdTo() != null);
    }

    /** The place behind which the step looks for complaints of a priority. */
    private ListPosition from(int rank) {
        boolean here = after != null && (!sort.byPriority() || rank == after.rank());
        return here ? span.within(after) : span.beginning(rank);
    }

    /** The facets, each with the place where its range begins. */
    private String facetsInSql() {
        if (facetsInSql == null) {
            List<ListPosition> from = facets.stream()
                    .map(facet -> from(byStatus ? 0 : Facets.rank(facet)))
                    .toList();
            facetsInSql = "unnest(%s::smallint[], %s::timestamptz[], %s::bigint[])"
                    .formatted(
                            bind(facets.toArray(Short[]::new)),
                            bind(from.stream().map(ListPosition::at).toArray(OffsetDateTime[]::new)),
                            bind(from.stream().map(ListPosition::id).toArray(Long[]::new)));
        }
        return facetsInSql;
    }
}
