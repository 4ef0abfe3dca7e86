package io.recourse.identity.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Reads whom complaints can be assigned to, by username. */
@ApplicationScoped
public class Agents {

    private final Pool database;

    @Inject
    Agents(Pool database) {
        this.database = database;
    }

    /**
     * Finds active agents and admins.
     *
     * @param available only those who are, or are not, available; null for both
     * @param after     only those with a greater username in lower case; null for the first
     */
    public Uni<List<AgentView>> find(Boolean available, String after, int count) {
        List<Object> values = new ArrayList<>();
        // The page is read off account_staff; each count is read off complaint_workload_active.
        StringBuilder sql = new StringBuilder("""
                select a.*, (
                    select count(*) from complaint_workload w where w.assignee_id = a.id and w.active) as open_complaints
                from account a where a.role <> 'user' and a.active""");
        if (available != null) {
            values.add(available);
            sql.append(" and a.available = $").append(values.size());
        }
        if (after != null) {
            values.add(after);
            sql.append(" and lower(a.username) > $").append(values.size());
        }
        values.add(count);
        sql.append(" order by lower(a.username) limit $").append(values.size());
        return database.preparedQuery(sql.toString())
                .execute(Tuple.from(values))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Agents::view)
                        .toList());
    }

    private static AgentView view(Row row) {
        String firstName = row.getString("first_name");
        String lastName = row.getString("last_name");
        String name = firstName + " " + lastName;
        String email = row.getString("email");
        return new AgentView(
                row.getUUID("id"),
                row.getString("username"),
                name,
                email,
                firstName,
                lastName,
                name + " - " + email,
                Role.fromString(row.getString("role")),
                row.getBoolean("active"),
                row.getBoolean("available"),
                row.getLong("open_complaints"));
    }
}
