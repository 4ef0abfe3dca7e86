package io.recourse.complaint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.recourse.complaint.Permissions.PeopleSet;

/**
 * All candidates of a list at once, sorted: the way when one thing that is asked for leaves few of them, however far apart
 * they stand in the order. It gives up when they are too many.
 */
final class ListGathering extends ListStatement {

    /** What leaves few candidates. */
    enum By {
        NUMBER,
        /** Those who filed the complaints or else work on them, within the time of filing that is asked for. */
        PEOPLE,
        /** Those who work on the complaints, where it is asked who filed them too. */
        ASSIGNEES,
        PARENT,
        SERVICE_TYPE,
        CREATION,
        WORDS;

        /** Whether the list asks for it. */
        boolean applies(ListQuery query) {
            return switch (this) {
                case NUMBER -> !query.filter().ids().isEmpty();
                case PEOPLE -> query.sets().stream().noneMatch(ListGathering::isOfEverybody);
                case ASSIGNEES ->
                    PEOPLE.applies(query) && query.sets().stream().anyMatch(ListGathering::isOfAssigneeAndCreator);
                case PARENT -> query.filter().parentId() != null;
                case SERVICE_TYPE -> query.filter().serviceType() != null;
                case CREATION -> query.createdFrom() != null || query.createdTo() != null;
                case WORDS -> query.words() != null;
            };
        }
    }

    private static final String KEYS =
            "k.id, k.created_at, k.updated_at, k.parent_id, k.created_by, k.service_type_id, k.assigned_to, k.facet";

    private final By by;
    private final int most;
    private final ListPosition after;
    private final int rows;
    private ListWindow window = new ListWindow(null, null, Duration.ZERO, true);

    /**
     * @param most  how many candidates are too many
     * @param after null for the beginning
     * @param rows  how many complaints are wanted
     */
    ListGathering(ListQuery query, By by, int most, ListPosition after, int rows) {
        super(query);
        this.by = by;
        this.most = most;
        this.after = after;
        this.rows = rows;
    }

    /** Narrows the candidates down to a window in time. */
    ListGathering within(ListWindow narrower) {
        window = narrower;
        return this;
    }

    /** The statement; where {@code candidates} is the most there may be, its answer says nothing. */
    String text(String columns) {
        List<String> conditions = new ArrayList<>();
        String amount = isByPeople() ? "(select amount from range)" : "(select count(*) from candidate)";
        conditions.add("%s < %d".formatted(amount, most));
        conditions.add(query.sets().stream().map(this::people).collect(Collectors.joining(" or ", "(", ")")));
        if (!query.ofAllFacets()) {
            conditions.add("k.facet = any (%s::smallint[])"
                    .formatted(bind(query.facets().toArray(Short[]::new))));
        }
        parent(conditions);
        followUp(conditions);
        serviceType(conditions);
        created(conditions);
        if (after != null) {
            conditions.add("(%s, k.%s, k.id) %s (%s, %s, %s)"
                    .formatted(
                            rank("k.facet"),
                            sort.column(),
                            sort.behind(),
                            sort.byPriority() ? after.rank() : 0,
                            bind(after.at()),
                            bind(after.id())));
        }
        String search = search();
        if (query.words() != null && by != By.WORDS) {
            conditions.add(words("k.id"));
        }
        return """
                with %s %s,
                page as (
                    select * from (select %s as rank, k.%s as at, k.id from candidate k where %s) as found
                    order by %s limit %d)
                select %s as candidates, %s
                from (select 1) as one left join (page join complaint c on c.id = page.id) on true
                order by %s""".formatted(
                        search,
                        candidates(),
                        rank("k.facet"),
                        sort.column(),
                        String.join(" and ", conditions),
                        sort.order("found"),
                        rows,
                        amount,
                        columns,
                        sort.order("page"));
    }

    private String people(PeopleSet set) {
        List<String> conditions = new ArrayList<>();
        people(set, conditions);
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    private String candidates() {
        return switch (by) {
            case NUMBER ->
                cut(keys("k.id = any (%s)".formatted(bind(query.filter().ids().toArray(Long[]::new)))), "k.id");
            case PEOPLE, ASSIGNEES -> ofPeople();
            case PARENT ->
                cut(
                        complaints(List.of(
                                "k.parent_id is not null",
                                between("k.parent_id", bind(query.filter().parentId())))),
                        "k.parent_id, k.created_at, k.id");
            case SERVICE_TYPE ->
                cut(
                        complaints(List.of(
                                "k.service_type_id is not null",
                                between("k.service_type_id", bind(query.filter().serviceType())))),
                        "k.service_type_id, k.created_at, k.id");
            case CREATION ->
                cut(
                        complaints(List.of(
                                "(k.created_at, k.id) >= (%s, 0)".formatted(from()),
                                "(k.created_at, k.id) < (%s, 0)".formatted(to()))),
                        "k.created_at, k.id");
            case WORDS -> {
                List<String> range = new ArrayList<>(List.of("k.words @@ (select words from search)"));
                if (window.from() != null) {
                    range.add("k.created_at >= " + bind(window.from()));
                }
                if (window.until() != null) {
                    range.add("k.created_at <= " + bind(window.until()));
                }
                // The planner would look through the table for the first few, if it knew that a few will do.
                yield "matching as materialized (%s), candidate as materialized (select * from matching limit %d)"
                        .formatted(complaints(range), most);
            }
        };
    }

    private boolean isByPeople() {
        return by == By.PEOPLE || by == By.ASSIGNEES;
    }

    /**
     * Those of all sets; one that is in several of them counts once. They are counted in their indexes before the first is
     * read from its table: to read thousands and then to find that they are too many is what costs most of a list.
     */
    private String ofPeople() {
        List<People> sets = query.sets().stream().map(this::ofPeople).toList();
        String amount = sets.stream()
                .map(set -> "(select count(*) from (select 1 from %s k where %s order by %s limit %d) as counted)"
                        .formatted(set.table(), set.range(), set.order(), most))
                .collect(Collectors.joining(" + "));
        String candidates = sets.stream()
                .map(set -> "(%s and (select amount from range) < %d order by %s limit %d)"
                        .formatted(set.read(), most, set.order(), most))
                .collect(Collectors.joining(" union all "));
        return "range as materialized (select %s as amount), candidate as materialized (%s)"
                .formatted(
                        amount,
                        sets.size() == 1
                                ? candidates
                                : "select distinct on (id) * from (%s) as people order by id limit %d"
                                        .formatted(candidates, most));
    }

    /** Candidates of one set: a range of the index of a table that fits. */
    private record People(String table, String range, String order, String read) {}

    private People ofPeople(PeopleSet set) {
        if (set.createdBy() == null || (by == By.ASSIGNEES && isOfAssigneeAndCreator(set))) {
            String range = between("k.assigned_to", bind(set.assignedTo()));
            return new People("complaint_key", range, "k.assigned_to, k.created_at, k.id", keys(range));
        }
        String creator = bind(set.createdBy());
        if (By.CREATION.applies(query)) {
            String range = between("k.created_by", creator);
            return new People("complaint", range, "k.created_by, k.created_at, k.id", complaints(List.of(range)));
        }
        String range =
                "(k.created_by, k.facet) >= (%1$s, 0::smallint) and (k.created_by, k.facet) < (%1$s, 1000::smallint)"
                        .formatted(creator);
        return new People("complaint_key", range, "k.created_by, k.facet, k.created_at, k.id", keys(range));
    }

    /** What has a value and was filed when it is asked for, as a range of an index: see {@link ListWalk}. */
    private String between(String column, String value) {
        return "(%1$s, k.created_at) >= (%2$s, %3$s) and (%1$s, k.created_at) < (%2$s, %4$s)"
                .formatted(column, value, from(), to());
    }

    private String from() {
        return query.createdFrom() == null ? bind((Object) ListSpan.BEGINNING) : bind(query.createdFrom());
    }

    private String to() {
        return query.createdTo() == null ? bind((Object) ListSpan.END) : bind(query.createdTo());
    }

    private static boolean isOfEverybody(PeopleSet set) {
        return set.createdBy() == null && set.assignedTo() == null;
    }

    private static boolean isOfAssigneeAndCreator(PeopleSet set) {
        return set.createdBy() != null && set.assignedTo() != null;
    }

    /** In the order of its index, for otherwise the planner might look for them in the whole table. */
    private String cut(String candidates, String order) {
        return "candidate as materialized (%s order by %s limit %d)".formatted(candidates, order, most);
    }

    private static String keys(String condition) {
        return "select %s from complaint_key k where %s".formatted(KEYS, condition);
    }

    /** What never changes, and the words, has its index on the complaints themselves. */
    private String complaints(List<String> conditions) {
        return """
                select k.id, k.created_at, k.updated_at, k.parent_id, k.created_by, k.service_type_id,
                    coalesce(k.assigned_to, %s::uuid) as assigned_to,
                    complaint_facet(k.status, k.priority, k.category) as facet
                from complaint k where %s""".formatted(bind(Permissions.NOBODY), String.join(" and ", conditions));
    }
}
