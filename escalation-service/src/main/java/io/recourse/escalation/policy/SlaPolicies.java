package io.recourse.escalation.policy;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.recourse.escalation.calendar.Calendars;
import io.recourse.escalation.calendar.WorkingHours;
import io.recourse.escalation.event.Priority;
import io.recourse.platform.http.Preconditions;
import io.recourse.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;

/** The policies of the four priorities. */
@ApplicationScoped
public class SlaPolicies implements PanacheRepositoryBase<SlaPolicy, String> {

    private final Calendars calendars;
    private final Outbox outbox;
    private final Event<PolicyChanged> changed;

    @Inject
    SlaPolicies(Calendars calendars, Outbox outbox, Event<PolicyChanged> changed) {
        this.calendars = calendars;
        this.outbox = outbox;
        this.changed = changed;
    }

    /** All policies, the most urgent priority first. */
    Uni<List<SlaPolicy>> mostUrgentFirst() {
        // One statement is not worth the 450 classes of HQL's grammar. Hibernate Reactive wants the mapped columns
        // alone.
        return outbox.inTransaction(() -> getSession().chain(session -> session.createNativeQuery("""
                                        select priority, acknowledge_after, escalate_after, first_response_within,
                                            calendar, auto_resolve_mode, auto_resolve_after, version
                                        from sla_policy""", SlaPolicy.class)
                        .getResultList()))
                .map(policies -> policies.stream()
                        .sorted(Comparator.comparing(SlaPolicy::priority).reversed())
                        .toList());
    }

    Uni<SlaPolicy> of(Priority priority) {
        return outbox.inTransaction(() -> findById(priority.toString()));
    }

    /**
     * Changes the terms of a priority; of two who do so at once, the second waits and changes what the first has made.
     *
     * @param request fails with a 422 when it names a calendar that there is not
     * @param ifMatch entity tag of the policy that the decision was made on, null: on any
     */
    Uni<SlaPolicy> change(Priority priority, ChangePolicy request, String ifMatch) {
        UnaryOperator<Terms> change = request.change(priority);
        return outbox.inTransaction(() -> calendars
                        .requireKnown(request.calendar())
                        .chain(() -> findById(priority.toString(), LockModeType.PESSIMISTIC_WRITE))
                        .invoke(policy -> {
                            Preconditions.requireMatch(ifMatch, policy.version());
                            policy.replaceTerms(change.apply(policy.terms()));
                        })
                        .call(this::flush))
                .invoke(policy -> changed.fire(new PolicyChanged(priority)));
    }

    /** The policies as they are for the transaction of a connection. */
    public Uni<Map<Priority, PolicyInForce>> inForce(SqlClient client) {
        return client.preparedQuery("select * from sla_policy")
                .execute()
                .chain(rows -> calendars.hours(client, names(rows)).map(hours -> byPriority(rows, hours)));
    }

    private static Set<String> names(RowSet<Row> policies) {
        Set<String> names = new HashSet<>();
        policies.forEach(policy -> names.add(policy.getString("calendar")));
        names.remove(null);
        return names;
    }

    private static Map<Priority, PolicyInForce> byPriority(RowSet<Row> rows, Map<String, WorkingHours> hours) {
        Map<Priority, PolicyInForce> policies = new EnumMap<>(Priority.class);
        for (Row row : rows) {
            Terms terms = new Terms(
                    duration(row, "acknowledge_after"),
                    duration(row, "escalate_after"),
                    duration(row, "first_response_within"),
                    row.getString("calendar"),
                    new AutoResolve(
                            AutoResolve.Mode.fromString(row.getString("auto_resolve_mode")),
                            duration(row, "auto_resolve_after")));
            WorkingHours counting = terms.calendar() == null
                    ? WorkingHours.ALWAYS
                    : hours.getOrDefault(terms.calendar(), WorkingHours.ALWAYS);
            policies.put(
                    Priority.fromString(row.getString("priority")),
                    new PolicyInForce(terms, counting, row.getLong("version")));
        }
        return policies;
    }

    private static Duration duration(Row row, String column) {
        String text = row.getString(column);
        return text == null ? null : Duration.parse(text);
    }
}
