package io.recourse.complaint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.DeskConfig.AgentsSee;
import io.recourse.complaint.ListGathering.By;
import io.recourse.complaint.Permissions.PeopleSet;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The plans of lists: every scan of the keys goes through an index in its order and is cut, and no list reads or sorts a
 * whole table. Both for plans that are made for the values at hand and for those that serve any.
 */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class ListPlanTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Set<String> IN_ORDER = Set.of("Index Scan", "Index Only Scan");
    private static final UUID SOMEBODY = new UUID(7, 1);
    private static final Instant FROM = Instant.parse("2020-02-01T00:00:00Z");

    /** Enough that the planner would rather not read it all, in tables of its own. */
    private static final List<String> COMPLAINTS = List.of(
            "drop schema if exists planned cascade",
            "create schema planned",
            "set search_path = planned, public",
            "create table complaint (like public.complaint including all)",
            "create table complaint_key (like public.complaint_key including all)",
            """
            insert into complaint (version, activity_version, title, description, status, priority, category,
                priority_chosen, category_chosen, visibility, service_type_id, parent_id, created_by, assigned_to,
                created_at, updated_at)
            select 1, 1, 'Title ' || n, 'word' || n % 97, (array['open', 'closed', 'closed', 'cancelled'])[1 + n % 4],
                (array['low', 'medium', 'high', 'critical'])[1 + n / 4 % 4],
                (array['billing', 'technical', 'account', 'general'])[1 + n / 16 % 4],
                true, true, 'private', case when n % 3 > 0 then 1 + n % 5 end, case when n % 50 = 0 then 1 + n / 100 end,
                ('00000000-0000-0007-0000-' || lpad(n % 20 || '', 12, '0'))::uuid,
                case when n % 7 > 0 then ('00000000-0000-0007-0000-' || lpad(n % 11 || '', 12, '0'))::uuid end,
                timestamptz '2020-01-01' + n * interval '1 hour', timestamptz '2020-01-01' + (n + n % 50) * interval '1 hour'
            from generate_series(1, 20000) n""",
            """
            insert into complaint_key (id, created_at, updated_at, parent_id, created_by, assigned_to, service_type_id, facet)
            select id, created_at, updated_at, parent_id, created_by,
                coalesce(assigned_to, '00000000-0000-0000-0000-000000000000'), service_type_id,
                complaint_facet(status, priority, category)
            from complaint""",
            // As it is in a table that has been there for a while: the planner shuns an index with much that waits for
            // it.
            """
            select gin_clean_pending_list(i.indexrelid) from pg_index i
            join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
            where i.indrelid = 'planned.complaint'::regclass and a.amname = 'gin'""",
            "analyze complaint",
            "analyze complaint_key");

    private record Plan(String name, String text, Tuple parameters) {}

    @Inject
    Pool database;

    @Test
    void listsReadIndexesInTheirOrder() {
        List<Plan> plans = plans();
        assertTrue(plans.size() > 500, "too few: " + plans.size());
        List<String> faults = new ArrayList<>();
        SqlConnection connection = database.getConnection().await().atMost(PATIENCE);
        try {
            COMPLAINTS.forEach(sql -> run(connection, sql));
            for (Plan plan : plans) {
                faults.addAll(faults(plan, explained(connection, plan)));
                faults.addAll(faults(plan, explainedForAnyValues(connection, plan)));
            }
        } finally {
            run(connection, "reset search_path");
            run(connection, "drop schema if exists planned cascade");
            connection.close().await().atMost(PATIENCE);
        }
        assertEquals(List.of(), faults.stream().limit(3).toList(), () -> faults.size() + " of " + 2 * plans.size());
    }

    private static void run(SqlConnection connection, String sql) {
        connection.query(sql).execute().await().atMost(PATIENCE);
    }

    private static JsonObject explained(SqlConnection connection, Plan plan) {
        return connection
                .preparedQuery("explain (format json) " + plan.text())
                .execute(plan.parameters())
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .get(JsonArray.class, 0)
                .getJsonObject(0)
                .getJsonObject("Plan");
    }

    private static JsonObject explainedForAnyValues(SqlConnection connection, Plan plan) {
        return new JsonArray(connection
                        .query("explain (generic_plan, format json) " + plan.text())
                        .execute()
                        .await()
                        .atMost(PATIENCE)
                        .iterator()
                        .next()
                        .getValue(0)
                        .toString())
                .getJsonObject(0)
                .getJsonObject("Plan");
    }

    /** What is wrong with a plan. */
    private static List<String> faults(Plan plan, JsonObject node) {
        List<String> faults = new ArrayList<>();
        check(node, false, plan, faults);
        return faults;
    }

    /**
     * Checks a node and what is below it.
     *
     * @param cut whether no more rows are read from the node than are wanted from an ordered and cut range
     */
    private static void check(JsonObject node, boolean cut, Plan plan, List<String> faults) {
        String type = node.getString("Node Type");
        String relation = node.getString("Relation Name", "");
        boolean one = node.getString("Index Cond", "").startsWith("(id = ");
        if (relation.equals("complaint_key") && !one && !(cut && IN_ORDER.contains(type))) {
            faults.add("%s reads its keys by %s: %s".formatted(plan.name(), type, plan.text()));
        }
        if (relation.equals("complaint") && type.equals("Seq Scan")) {
            faults.add("%s reads all complaints: %s".formatted(plan.name(), plan.text()));
        }
        // A result is where it is decided that nothing is read, because there is too much.
        boolean stillCut = type.equals("Limit")
                || (cut && List.of("WindowAgg", "Subquery Scan", "Result").contains(type));
        for (Object child : node.getJsonArray("Plans", new JsonArray())) {
            check((JsonObject) child, stillCut, plan, faults);
        }
    }

    /** The statements of every caller, filter and order, from the start and from a place behind it. */
    private static List<Plan> plans() {
        List<Plan> plans = new ArrayList<>();
        PeopleSet anybody = new PeopleSet(null, null);
        for (Role role : Role.values()) {
            for (AgentsSee sees : role == Role.AGENT ? AgentsSee.values() : new AgentsSee[] {AgentsSee.ALL}) {
                Permissions permissions = new Permissions(ListPagingTest.desk(sees), Clock.systemUTC());
                Caller caller = new Caller(SOMEBODY, "planned-1", "N", role, "s");
                for (ComplaintFilter filter : filters()) {
                    String name = "%s who sees %s, %s".formatted(role, sees, filter);
                    ListQuery query = ListQuery.of(filter, permissions.visibleSets(caller), anybody);
                    for (ListPosition after : Arrays.asList(null, position(filter.sort()))) {
                        ListWalk walk = new ListWalk(query, after, 21, 21, 0);
                        plans.add(new Plan(name, walk.text("c.id"), walk.parameters()));
                        for (By by : List.of(By.PEOPLE, By.PARENT, By.CREATION, By.WORDS)) {
                            if (by.applies(query)) {
                                ListGathering gathering = new ListGathering(query, by, 101, after, 21);
                                plans.add(new Plan(name + by, gathering.text("c.id"), gathering.parameters()));
                            }
                        }
                    }
                }
            }
        }
        return plans;
    }

    private static ListPosition position(ComplaintSort sort) {
        return new ListPosition(
                sort.byPriority() ? 2 : 0, FROM.plus(90, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC), 5);
    }

    private static List<ComplaintFilter> filters() {
        List<ComplaintFilter> filters = new ArrayList<>();
        for (ComplaintSort sort : ComplaintSort.values()) {
            Instant until = FROM.plus(600, ChronoUnit.DAYS);
            filters.add(filter(List.of(), List.of(), null, null, null, null, null, sort));
            filters.add(filter(List.of(ComplaintStatus.OPEN), List.of(), null, null, null, null, null, sort));
            filters.add(filter(
                    List.of(ComplaintStatus.CLOSED), List.of(Priority.HIGH), null, null, FROM, until, null, sort));
            filters.add(filter(List.of(), List.of(), 3, null, null, until, null, sort));
            filters.add(filter(List.of(), List.of(), null, 4L, null, null, null, sort));
            filters.add(filter(List.of(), List.of(), null, null, FROM, until, null, sort));
            filters.add(filter(List.of(), List.of(), null, null, null, null, "word1", sort));
            filters.add(filter(
                    List.of(ComplaintStatus.OPEN), List.of(Priority.LOW), 2, null, FROM, null, "title word", sort));
        }
        return filters;
    }

    private static ComplaintFilter filter(
            List<ComplaintStatus> statuses,
            List<Priority> priorities,
            Integer serviceType,
            Long parent,
            Instant from,
            Instant to,
            String search,
            ComplaintSort sort) {
        return new ComplaintFilter(
                List.of(),
                statuses,
                priorities,
                List.of(),
                null,
                null,
                serviceType,
                parent,
                null,
                from,
                to,
                search,
                sort);
    }
}
