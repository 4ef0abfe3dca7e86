package io.recourse.complaint;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.recourse.complaint.ComplaintView.PersonView;
import io.recourse.complaint.ComplaintView.ServiceTypeRef;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** Reads complaints as their callers see them: a row each, to which {@link ComplaintDetails} adds what it does not tell. */
@ApplicationScoped
public class ComplaintQueries {

    private static final String COLUMNS = """
            c.id, c.title, c.description, c.status, c.priority, c.category, c.service_type_id, c.visibility, c.parent_id,
            c.created_by, c.assigned_to, c.resolution, c.classified_by, c.escalation_level, c.reopen_count, c.created_at,
            c.updated_at, c.first_response_at, c.resolved_at, c.closed_at, c.version, c.image_count""";

    private static final int COLUMN_COUNT = 22;

    /** What customers do not see. */
    private static final String STAFF_COLUMNS = ", c.summary, c.summary_source, c.language, c.duplicate_count";

    /** What nobody is shown, and a change is decided on. */
    private static final String UNSEEN_COLUMNS = ", c.activity_version, c.priority_chosen, c.category_chosen";

    static final int UNSEEN_COUNT = 3;

    /** All that is known of complaints {@code c}; the columns that nobody is shown are the last. */
    static final String READ_ALL = "select %s from complaint c".formatted(COLUMNS + STAFF_COLUMNS + UNSEEN_COLUMNS);

    private static final String SELECT = "select %s from complaint c where c.id = $1";
    private static final String CHANGED = SELECT.formatted(COLUMNS);
    private static final String CHANGED_FOR_STAFF = SELECT.formatted(COLUMNS + STAFF_COLUMNS);

    private final Pool reads;
    private final ComplaintDetails details;
    private final Map<Role, String> seen = new EnumMap<>(Role.class);
    private final Map<Role, String> visible = new EnumMap<>(Role.class);

    @Inject
    ComplaintQueries(@ReactiveDataSource("reads") Pool reads, ComplaintDetails details, Permissions permissions) {
        this.reads = reads;
        this.details = details;
        for (Role role : Role.values()) {
            String condition = " and " + permissions.visibleInSql(role, "$2");
            seen.put(role, (role.isStaff() ? CHANGED_FOR_STAFF : CHANGED) + condition);
            visible.put(role, "select 1 from complaint c where c.id = $1" + condition);
        }
    }

    /** A complaint that the caller sees; fails with {@link ComplaintNotFoundException} where there is none. */
    public Uni<ComplaintView> get(long id, Caller caller) {
        return reads.preparedQuery(seen.get(caller.role()))
                .execute(Tuple.of(id, caller.id()))
                .chain(rows -> only(id, rows));
    }

    /** The statement that reads the complaint {@code $1} if a caller {@code $2} of that role sees it. */
    String seenBy(Role role) {
        return seen.get(role);
    }

    /** A complaint after the caller's change, which may be the last that the caller sees of it. */
    Uni<ComplaintView> getChanged(long id, Caller caller) {
        return reads.preparedQuery(caller.isStaff() ? CHANGED_FOR_STAFF : CHANGED)
                .execute(Tuple.of(id))
                .chain(rows -> only(id, rows));
    }

    /** Whether the caller sees a complaint; fails with {@link ComplaintNotFoundException} when not. */
    public Uni<Void> requireVisible(long id, Caller caller) {
        return reads.preparedQuery(visible.get(caller.role()))
                .execute(Tuple.of(id, caller.id()))
                .invoke(rows -> {
                    if (rows.size() == 0) {
                        throw new ComplaintNotFoundException(id);
                    }
                })
                .replaceWithVoid();
    }

    /** The columns of a row, of the complaint {@code c}. */
    static String columns(Caller caller) {
        return caller.isStaff() ? COLUMNS + STAFF_COLUMNS : COLUMNS;
    }

    private Uni<ComplaintView> only(long id, RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new ComplaintNotFoundException(id);
        }
        return details.of(List.of(row(rows.iterator().next()))).map(List::getFirst);
    }

    /** The complaint of a row that ends with {@link #columns}. */
    static ComplaintRow row(Row row) {
        int at = row.getColumnIndex("id");
        return row(row, at, row.size() > at + COLUMN_COUNT);
    }

    /**
     * The complaint of a row that has {@link #columns} somewhere.
     *
     * @param at       where they begin: by place, for a name would be looked for among all names each time
     * @param forStaff whether those for staff are among them
     */
    static ComplaintRow row(Row row, int at, boolean forStaff) {
        Integer serviceType = row.getInteger(at + 6);
        int staff = at + COLUMN_COUNT;
        ComplaintView bare = new ComplaintView(
                row.getLong(at),
                row.getString(at + 1),
                row.getString(at + 2),
                ComplaintStatus.fromString(row.getString(at + 3)),
                Priority.fromString(row.getString(at + 4)),
                Category.fromString(row.getString(at + 5)),
                serviceType == null ? null : new ServiceTypeRef(serviceType, null),
                Visibility.fromString(row.getString(at + 7)),
                row.getLong(at + 8),
                person(row.getUUID(at + 9)),
                person(row.getUUID(at + 10)),
                row.getString(at + 11),
                List.of(),
                classifier(row.getString(at + 12)),
                row.getInteger(at + 13),
                row.getInteger(at + 14),
                instant(row, at + 15),
                instant(row, at + 16),
                instant(row, at + 17),
                instant(row, at + 18),
                instant(row, at + 19),
                row.getInteger(at + 20),
                forStaff ? row.getString(staff) : null,
                forStaff ? classifier(row.getString(staff + 1)) : null,
                forStaff ? row.getString(staff + 2) : null,
                null);
        return new ComplaintRow(bare, row.getInteger(at + 21), forStaff ? row.getInteger(staff + 3) : 0);
    }

    private static ClassifiedBy classifier(String text) {
        return text == null ? null : ClassifiedBy.fromString(text);
    }

    private static PersonView person(UUID id) {
        return id == null ? null : new PersonView(id, null, null);
    }

    private static Instant instant(Row row, int at) {
        OffsetDateTime value = row.getOffsetDateTime(at);
        return value == null ? null : value.toInstant();
    }
}
