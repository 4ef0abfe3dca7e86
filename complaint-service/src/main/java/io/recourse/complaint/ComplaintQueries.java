package io.recourse.complaint;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.complaint.ComplaintView.PersonView;
import io.recourse.complaint.ComplaintView.ServiceTypeRef;
import io.recourse.platform.token.Caller;
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
            c.closed_at, c.version,
            (select json_agg(json_build_object('id', i.id, 'content_type', i.content_type,
                    'size_bytes', i.size_bytes, 'width', i.width, 'height', i.height) order by i.id)
                from complaint_image i where i.complaint_id = c.id) as images""";

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

    private final Pool database;
    private final Permissions permissions;

    @Inject
    ComplaintQueries(Pool database, Permissions permissions) {
        this.database = database;
        this.permissions = permissions;
    }

    /** A complaint that the caller sees; fails with {@link ComplaintNotFoundException} where there is none. */
    public Uni<ComplaintView> get(long id, Caller caller) {
        String sql = "select %s from complaint c %s where c.id = $1 and %s"
                .formatted(columns(caller), JOINS, permissions.visibleInSql(caller, "$2"));
        return database.preparedQuery(sql).execute(Tuple.of(id, caller.id())).map(rows -> only(id, rows));
    }

    /** A complaint after the caller's change, which may be the last that the caller sees of it. */
    Uni<ComplaintView> getChanged(long id, Caller caller) {
        String sql = "select %s from complaint c %s where c.id = $1".formatted(columns(caller), JOINS);
        return database.preparedQuery(sql).execute(Tuple.of(id)).map(rows -> only(id, rows));
    }

    /** Whether the caller sees a complaint; fails with {@link ComplaintNotFoundException} when not. */
    public Uni<Void> requireVisible(long id, Caller caller) {
        String sql =
                "select 1 from complaint c where c.id = $1 and %s".formatted(permissions.visibleInSql(caller, "$2"));
        return database.preparedQuery(sql)
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

    static ComplaintView view(Row row) {
        long id = row.getLong("id");
        Integer serviceType = row.getInteger("service_type_id");
        return new ComplaintView(
                id,
                row.getString("title"),
                row.getString("description"),
                ComplaintStatus.fromString(row.getString("status")),
                Priority.fromString(row.getString("priority")),
                Category.fromString(row.getString("category")),
                serviceType == null ? null : new ServiceTypeRef(serviceType, row.getString("service_type")),
                Visibility.fromString(row.getString("visibility")),
                row.getLong("parent_id"),
                person(row, "created_by", "creator"),
                person(row, "assigned_to", "assignee"),
                row.getString("resolution"),
                images(id, row),
                classifier(row.getString("classified_by")),
                row.getInteger("escalation_level"),
                row.getInteger("reopen_count"),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                instant(row, "first_response_at"),
                instant(row, "resolved_at"),
                instant(row, "closed_at"),
                row.getInteger("version"),
                isForStaff(row) ? row.getString("summary") : null,
                isForStaff(row) ? classifier(row.getString("summary_source")) : null,
                isForStaff(row) ? row.getString("language") : null,
                isForStaff(row) ? duplicates(row) : null);
    }

    private static boolean isForStaff(Row row) {
        return row.getColumnIndex("summary") >= 0;
    }

    private static ClassifiedBy classifier(String text) {
        return text == null ? null : ClassifiedBy.fromString(text);
    }

    /** Null for none: then the view does not speak of them. */
    private static List<DuplicateCandidate> duplicates(Row row) {
        return row.getValue("duplicate_candidates") instanceof JsonArray candidates
                ? candidates.stream()
                        .map(JsonObject.class::cast)
                        .map(candidate -> new DuplicateCandidate(
                                candidate.getLong("complaint_id"), candidate.getDouble("similarity")))
                        .toList()
                : null;
    }

    private static PersonView person(Row row, String column, String prefix) {
        UUID id = row.getUUID(column);
        return id == null
                ? null
                : new PersonView(id, row.getString(prefix + "_username"), row.getString(prefix + "_name"));
    }

    private static List<ImageView> images(long id, Row row) {
        if (!(row.getValue("images") instanceof JsonArray images)) {
            return List.of();
        }
        return images.stream()
                .map(image -> ImageView.of(id, (JsonObject) image))
                .toList();
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }
}
