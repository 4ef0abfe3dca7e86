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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** Reads complaints as their callers see them, each in one statement. */
@ApplicationScoped
public class ComplaintQueries {

    private static final String COLUMNS = """
            c.id, c.title, c.description, c.status, c.priority, c.category, c.service_type_id, s.name as service_type,
            c.visibility, c.parent_id, c.created_by, p.username as creator_username, p.name as creator_name,
            c.assigned_to, a.username as assignee_username, a.name as assignee_name, c.resolution, c.classified_by,
            c.escalation_level, c.reopen_count, c.created_at, c.updated_at, c.first_response_at, c.resolved_at,
            c.closed_at,
            (select json_agg(json_build_object('id', i.id, 'content_type', i.content_type,
                    'size_bytes', i.size_bytes, 'width', i.width, 'height', i.height) order by i.id)
                from complaint_image i where i.complaint_id = c.id) as images,
            c.version""";

    private static final int COLUMN_COUNT = 27;

    /** What customers do not see. */
    private static final String STAFF_COLUMNS = """
            , c.summary, c.summary_source, c.language,
            (select json_agg(json_build_object('complaint_id', d.earlier_id, 'similarity', d.similarity)
                    order by d.similarity desc, d.earlier_id desc)
                from duplicate_candidate d where d.complaint_id = c.id) as duplicate_candidates""";

    static final String JOINS = """
            join person p on p.id = c.created_by
            left join person a on a.id = c.assigned_to
            left join service_type s on s.id = c.service_type_id""";

    /** What nobody is shown, and a change is decided on. */
    private static final String UNSEEN_COLUMNS = ", c.activity_version, c.priority_chosen, c.category_chosen";

    static final int UNSEEN_COUNT = 3;

    /** All that is known of complaints {@code c}; the columns that nobody is shown are the last. */
    static final String READ_ALL =
            "select %s from complaint c %s".formatted(COLUMNS + STAFF_COLUMNS + UNSEEN_COLUMNS, JOINS);

    private static final String SELECT = "select %s from complaint c %s where c.id = $1";
    private static final String CHANGED = SELECT.formatted(COLUMNS, JOINS);
    private static final String CHANGED_FOR_STAFF = SELECT.formatted(COLUMNS + STAFF_COLUMNS, JOINS);

    private final Pool reads;
    private final Map<Role, String> seen = new EnumMap<>(Role.class);
    private final Map<Role, String> visible = new EnumMap<>(Role.class);

    @Inject
    ComplaintQueries(@ReactiveDataSource("reads") Pool reads, Permissions permissions) {
        this.reads = reads;
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
                .map(rows -> only(id, rows));
    }

    /** The statement that reads the complaint {@code $1} if a caller {@code $2} of that role sees it. */
    String seenBy(Role role) {
        return seen.get(role);
    }

    /** A complaint after the caller's change, which may be the last that the caller sees of it. */
    Uni<ComplaintView> getChanged(long id, Caller caller) {
        return reads.preparedQuery(caller.isStaff() ? CHANGED_FOR_STAFF : CHANGED)
                .execute(Tuple.of(id))
                .map(rows -> only(id, rows));
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

    /** The columns of a view, of the complaint {@code c} and what {@link #JOINS} adds. */
    static String columns(Caller caller) {
        return caller.isStaff() ? COLUMNS + STAFF_COLUMNS : COLUMNS;
    }

    private static ComplaintView only(long id, RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new ComplaintNotFoundException(id);
        }
        return view(rows.iterator().next());
    }

    /** The view of a row that ends with {@link #columns}. */
    static ComplaintView view(Row row) {
        return view(row, row.getColumnIndex("id"), row.size() > row.getColumnIndex("id") + COLUMN_COUNT);
    }

    /**
     * The view of a row that has {@link #columns} somewhere.
     *
     * @param at       where they begin: by place, for a name would be looked for among all names each time
     * @param forStaff whether those for staff are among them
     */
    static ComplaintView view(Row row, int at, boolean forStaff) {
        long id = row.getLong(at);
        Integer serviceType = row.getInteger(at + 6);
        return new ComplaintView(
                id,
                row.getString(at + 1),
                row.getString(at + 2),
                ComplaintStatus.fromString(row.getString(at + 3)),
                Priority.fromString(row.getString(at + 4)),
                Category.fromString(row.getString(at + 5)),
                serviceType == null ? null : new ServiceTypeRef(serviceType, row.getString(at + 7)),
                Visibility.fromString(row.getString(at + 8)),
                row.getLong(at + 9),
                person(row, at + 10),
                person(row, at + 13),
                row.getString(at + 16),
                images(id, row.getValue(at + 25)),
                classifier(row.getString(at + 17)),
                row.getInteger(at + 18),
                row.getInteger(at + 19),
                instant(row, at + 20),
                instant(row, at + 21),
                instant(row, at + 22),
                instant(row, at + 23),
                instant(row, at + 24),
                row.getInteger(at + 26),
                forStaff ? row.getString(at + COLUMN_COUNT) : null,
                forStaff ? classifier(row.getString(at + COLUMN_COUNT + 1)) : null,
                forStaff ? row.getString(at + COLUMN_COUNT + 2) : null,
                forStaff ? duplicates(row.getValue(at + COLUMN_COUNT + 3)) : null);
    }

    private static ClassifiedBy classifier(String text) {
        return text == null ? null : ClassifiedBy.fromString(text);
    }

    /** Null for none: then the view does not speak of them. */
    private static List<DuplicateCandidate> duplicates(Object value) {
        return value instanceof JsonArray candidates
                ? candidates.stream()
                        .map(JsonObject.class::cast)
                        .map(candidate -> new DuplicateCandidate(
                                candidate.getLong("complaint_id"), candidate.getDouble("similarity")))
                        .toList()
                : null;
    }

    /** Id, username and name, from a place on; null for nobody. */
    private static PersonView person(Row row, int at) {
        UUID id = row.getUUID(at);
        return id == null ? null : new PersonView(id, row.getString(at + 1), row.getString(at + 2));
    }

    private static List<ImageView> images(long id, Object value) {
        if (!(value instanceof JsonArray images)) {
            return List.of();
        }
        return images.stream()
                .map(image -> ImageView.of(id, (JsonObject) image))
                .toList();
    }

    private static Instant instant(Row row, int at) {
        OffsetDateTime value = row.getOffsetDateTime(at);
        return value == null ? null : value.toInstant();
    }
}
