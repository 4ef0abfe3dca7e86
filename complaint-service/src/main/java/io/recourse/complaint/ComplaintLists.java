package io.recourse.complaint;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.recourse.complaint.Permissions.PeopleSet;
import io.recourse.platform.page.Page;
import io.recourse.platform.problem.UnprocessableException;
import io.recourse.platform.token.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Lists of complaints as their callers see them, in pages whose cost depends neither on how deep they are nor on how many
 * complaints there are.
 */
@ApplicationScoped
public class ComplaintLists {

    /** An id that nobody has. */
    private static final UUID NO_PERSON = new UUID(-1, -1);

    private final Pool database;
    private final Pool reads;
    private final Permissions permissions;
    private final WordFrequencies frequencies;
    private final ComplaintDetails details;
    private final ListEffort effort;

    @Inject
    ComplaintLists(
            Pool database,
            @ReactiveDataSource("reads") Pool reads,
            Permissions permissions,
            WordFrequencies frequencies,
            ComplaintDetails details) {
        this(database, reads, permissions, frequencies, details, ListEffort.USUAL);
    }

    ComplaintLists(
            Pool database,
            Pool reads,
            Permissions permissions,
            WordFrequencies frequencies,
            ComplaintDetails details,
            ListEffort effort) {
        this.database = database;
        this.reads = reads;
        this.permissions = permissions;
        this.frequencies = frequencies;
        this.details = details;
        this.effort = effort;
    }

    /**
     * A page of the complaints that the caller sees. One that has fewer than {@code limit} and still a cursor ends where
     * {@link ListEffort#mostLooks()} complaints were looked at: what is asked for is rare there.
     *
     * @param limit  how many complaints a page has, 1 or more
     * @param cursor null for the first page
     * @return fails with {@link io.recourse.platform.problem.InvalidInputException} (400) for a cursor of another list
     */
    public Uni<Page<ComplaintView>> page(ComplaintFilter filter, int limit, String cursor, Caller caller) {
        Uni<Optional<ListPosition>> after = cursor == null
                ? Uni.createFrom().item(Optional.empty())
                : placed(filter.sort().position(cursor)).map(Optional::of);
        return after.chain(place -> query(filter, caller)
                .chain(query -> query.isEmpty()
                        ? Uni.createFrom().item(new Page<>(List.of(), null))
                        : read(query, place.orElse(null), limit, ComplaintQueries.columns(caller))));
    }

    /**
     * Finds the complaints that the caller sees and that have something in common, the first ones filed first.
     *
     * @param most how many may match
     * @return their ids; fails with {@link UnprocessableException} (422) for more
     */
    public Uni<List<Long>> select(SelectComplaints wanted, int most, Caller caller) {
        return select(wanted.filter(), most, null, List.of(), caller);
    }

    private Uni<List<Long>> select(
            ComplaintFilter filter, int most, String cursor, List<Long> selected, Caller caller) {
        return page(filter, most + 1, cursor, caller).chain(page -> {
            List<Long> ids = Stream.concat(
                            selected.stream(), page.items().stream().map(ComplaintView::id))
                    .toList();
            if (ids.size() > most) {
                throw new UnprocessableException(
                        "filter", "matches more than %d complaints; narrow it".formatted(most));
            }
            // A page of what is rare may be short without being the last.
            return page.nextCursor() == null
                    ? Uni.createFrom().item(ids)
                    : select(filter, most, page.nextCursor(), ids, caller);
        });
    }

    private Uni<Page<ComplaintView>> read(ListQuery query, ListPosition after, int limit, String columns) {
        ListRows rows = new ListRows(database, reads, columns, details);
        Uni<WordFrequencies.Outlook> outlook =
                query.words() == null ? Uni.createFrom().nullItem() : frequencies.outlook(query.words());
        return outlook.chain(expected -> new ListReader(rows, effort, query, expected, after, limit).read());
    }

    /**
     * The place of a cursor of the previous version, which said the priority and the number of a complaint alone: where
     * that complaint was filed or, if it is gone, the one before it.
     */
    private Uni<ListPosition> placed(ListPosition place) {
        if (place.at() != null) {
            return Uni.createFrom().item(place);
        }
        return database.preparedQuery("select created_at from complaint_key where id <= $1 order by id desc limit 1")
                .execute(Tuple.of(place.id()))
                .map(rows -> {
                    RowIterator<Row> nearest = rows.iterator();
                    OffsetDateTime at =
                            nearest.hasNext() ? nearest.next().getOffsetDateTime("created_at") : ListSpan.BEGINNING;
                    return new ListPosition(place.rank(), at, place.id());
                });
    }

    private Uni<ListQuery> query(ComplaintFilter filter, Caller caller) {
        return person(filter.assignedTo(), caller).chain(assignee -> person(filter.createdBy(), caller)
                .map(creator ->
                        ListQuery.of(filter, permissions.visibleSets(caller), new PeopleSet(assignee, creator))));
    }

    /** Who is asked for, by id, null for anybody; somebody whom there is not has filed nothing and works on nothing. */
    private Uni<UUID> person(String reference, Caller caller) {
        return switch (reference) {
            case null -> Uni.createFrom().nullItem();
            case "me" -> Uni.createFrom().item(caller.id());
            case "none" -> Uni.createFrom().item(Permissions.NOBODY);
            default -> {
                UUID id = uuid(reference);
                yield id == null ? idOf(reference) : Uni.createFrom().item(id);
            }
        };
    }

    private Uni<UUID> idOf(String username) {
        return database.preparedQuery("select id from person where lower(username) = lower($1) limit 1")
                .execute(Tuple.of(username))
                .map(rows ->
                        rows.size() == 0 ? NO_PERSON : rows.iterator().next().getUUID("id"));
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException name) {
            return null;
        }
    }
}
