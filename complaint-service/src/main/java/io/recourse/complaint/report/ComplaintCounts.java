package io.recourse.complaint.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.recourse.complaint.Category;
import io.recourse.complaint.ComplaintStatus;
import io.recourse.complaint.Permissions;
import io.recourse.complaint.Priority;
import io.recourse.platform.outbox.Outbox;
import io.recourse.platform.problem.DependencyFailures;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;

/**
 * How many complaints there are of each kind. A trigger notes what every change does to the counts; here the notes are
 * folded into the counts, read together with them, and reconciled with the complaints every night.
 */
@ApplicationScoped
public class ComplaintCounts {

    private static final Logger LOG = Logger.getLogger(ComplaintCounts.class);

    /** Any number that no other lock of the database has. */
    private static final long FOLD_LOCK = 0x46_4f_4c_44L;

    /** Another one. */
    private static final long RECONCILE_LOCK = 0x52_45_43_4fL;

    private static final int FOLDED_AT_ONCE = 20_000;

    /** The scopes that a complaint counts in, as rows of (scope, person), from columns of that complaint. */
    private static final String SCOPES = """
            (values ('all', '00000000-0000-0000-0000-000000000000'::uuid),
                ('creator', d.created_by),
                (case when d.assigned_to is null then 'unassigned' else 'assignee' end,
                    coalesce(d.assigned_to, '00000000-0000-0000-0000-000000000000'::uuid)),
                (case when d.assigned_to is null then 'creator_unassigned'
                      when d.assigned_to = d.created_by then 'creator_assignee' end, d.created_by)) as s (scope, person)""";

    private static final String FOLD = """
            with taken as (
                delete from count_delta
                where id <= (select max(id) from (select id from count_delta order by id limit $1) as first)
                returning *)
            -- First what is alike: each counts in four scopes.
            , noted as (
                select created_by, assigned_to, status, category, priority, sum(amount) as amount,
                    min(filed_at) as filed_at
                from taken group by created_by, assigned_to, status, category, priority)
            , folded as (
                insert into complaint_count as c (scope, person, status, category, priority, amount, first_filed_at)
                select scope, person, status, category, priority, sum(amount), min(filed_at)
                from noted d cross join lateral %s where scope is not null
                group by scope, person, status, category, priority order by 1, 2, 3, 4, 5
                on conflict (scope, person, status, category, priority) do update
                    set amount = c.amount + excluded.amount,
                        first_filed_at = least(c.first_filed_at, excluded.first_filed_at))
            select count(*) as folded from taken""".formatted(SCOPES);

    /** One statement, so that no note is folded between the reading of the counts and that of the notes. */
    private static final String READ = """
            select status, category, priority, sum(amount * sign) as amount, min(first_filed_at) as first_filed_at from (
                select c.status, c.category, c.priority, c.amount, c.first_filed_at, w.sign
                from (values %1$s) as w (scope, person, sign)
                join complaint_count c on c.scope = w.scope and c.person = w.person
                union all
                select d.status, d.category, d.priority, d.amount, d.filed_at, w.sign
                from count_delta d cross join lateral %2$s
                join (values %1$s) as w (scope, person, sign) on w.scope = s.scope and w.person = s.person
            ) as counts group by status, category, priority""";

    /**
     * Counts the complaints themselves and corrects what is kept where it differs. In one statement, so that all of it is
     * seen as it was at one moment; a correction stays right however much is noted and folded meanwhile.
     */
    private static final String RECONCILE = """
            with real as (
                select scope, person, status, category, priority, count(*) as amount, min(created_at) as first_filed_at
                from complaint d cross join lateral %1$s where scope is not null
                group by scope, person, status, category, priority)
            , kept as (
                select scope, person, status, category, priority, sum(amount) as amount from (
                    select scope, person, status, category, priority, amount from complaint_count
                    union all
                    select scope, person, status, category, priority, amount
                    from count_delta d cross join lateral %1$s where scope is not null) as counts
                group by scope, person, status, category, priority)
            , wrong as (
                select scope, person, status, category, priority, first_filed_at,
                    coalesce(real.amount, 0) - coalesce(kept.amount, 0) as missing
                from real full join kept using (scope, person, status, category, priority)
                where coalesce(real.amount, 0) <> coalesce(kept.amount, 0))
            , corrected as (
                insert into complaint_count as c (scope, person, status, category, priority, amount, first_filed_at)
                select scope, person, status, category, priority, missing, first_filed_at
                from wrong order by 1, 2, 3, 4, 5
                on conflict (scope, person, status, category, priority) do update
                    set amount = c.amount + excluded.amount,
                        first_filed_at = least(c.first_filed_at, excluded.first_filed_at))
            select count(*) as drifted from wrong""".formatted(SCOPES);

    private static final Duration KNOWN_FOR = Duration.ofSeconds(1);

    private static final UUID EVERYBODY = new UUID(0, 0);

    /** Of a few hundred bytes each. */
    private static final int KNOWN_AT_MOST = 1_000;

    /**
     * Counts that were read.
     *
     * @param commits how many transactions this instance had ended before
     * @param readAt  by {@link System#nanoTime}
     */
    private record Known(Statistics statistics, Role role, long commits, long readAt) {

        boolean isFresh() {
            return System.nanoTime() - readAt < KNOWN_FOR.toNanos();
        }
    }

    private final Pool database;
    private final Outbox outbox;
    private final Clock clock;
    private final Counter drifted;
    private final Map<Role, String> statements = new EnumMap<>(Role.class);
    private final Cache<UUID, Known> known = Caffeine.newBuilder()
            .maximumSize(KNOWN_AT_MOST)
            .executor(Runnable::run)
            .build();

    @Inject
    ComplaintCounts(Pool database, Permissions permissions, Outbox outbox, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
        for (Role role : Role.values()) {
            statements.put(role, statement(permissions.countedScopes(role)));
        }
        this.drifted = Counter.builder("recourse.complaints.counts.drifted")
                .description("Counts that were found to differ from the complaints, and were corrected")
                .register(metrics);
    }

    /**
     * The counts of what the caller sees. They are counted anew when this instance has changed anything since; what other
     * instances change may be missing for {@link #KNOWN_FOR}.
     */
    public Uni<Statistics> of(Caller caller) {
        UUID scope = caller.isAdmin() ? EVERYBODY : caller.id();
        long commits = outbox.commits();
        Known last = known.getIfPresent(scope);
        if (last != null && last.commits() == commits && last.role() == caller.role() && last.isFresh()) {
            return Uni.createFrom().item(last.statistics());
        }
        long read = System.nanoTime();
        Instant asOf = clock.instant();
        return database.preparedQuery(statements.get(caller.role()))
                .execute(Tuple.of(caller.id()))
                .map(rows -> statistics(rows, asOf))
                .invoke(counted -> known.put(scope, new Known(counted, caller.role(), commits, read)));
    }

    /** The counts of what callers of a role see, of whom the first parameter tells the id. */
    private static String statement(List<Permissions.CountedScope> counted) {
        String scopes = counted.stream()
                .map(scope -> "('%s', %s, %d)"
                        .formatted(
                                scope.name(),
                                scope.ofCaller() ? "$1::uuid" : "'00000000-0000-0000-0000-000000000000'::uuid",
                                scope.sign()))
                .collect(Collectors.joining(", "));
        // The caller's id is bound even where no scope is theirs: a statement has the parameters that it is given.
        return READ.formatted(scopes, SCOPES) + " having $1::uuid is not null";
    }

    private static Statistics statistics(RowSet<Row> rows, Instant asOf) {
        Map<ComplaintStatus, Long> byStatus = zeros(ComplaintStatus.class);
        Map<Category, Long> byCategory = zeros(Category.class);
        Map<Priority, Long> byPriority = zeros(Priority.class);
        long total = 0;
        OffsetDateTime first = asOf.atOffset(ZoneOffset.UTC);
        for (Row row : rows) {
            long amount = row.getLong("amount");
            total += amount;
            byStatus.merge(ComplaintStatus.fromString(row.getString("status")), amount, Long::sum);
            byCategory.merge(Category.fromString(row.getString("category")), amount, Long::sum);
            byPriority.merge(Priority.fromString(row.getString("priority")), amount, Long::sum);
            OffsetDateTime filed = row.getOffsetDateTime("first_filed_at");
            first = filed != null && filed.isBefore(first) ? filed : first;
        }
        long days = ChronoUnit.DAYS.between(
                        first.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate(),
                        asOf.atOffset(ZoneOffset.UTC).toLocalDate())
                + 1;
        double average = Math.round(100.0 * total / days) / 100.0;
        return new Statistics(total, byStatus, byCategory, byPriority, average, asOf);
    }

    private static <E extends Enum<E>> Map<E, Long> zeros(Class<E> type) {
        Map<E, Long> zeros = new EnumMap<>(type);
        for (E value : type.getEnumConstants()) {
            zeros.put(value, 0L);
        }
        return zeros;
    }

    /** Folds what has been noted; one replica at a time, the others have nothing to do then. */
    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> fold() {
        return database.withTransaction(this::foldSome)
                .chain(more -> more ? fold() : Uni.createFrom().voidItem())
                // The next second is soon enough to try again; what is not folded is counted all the same.
                .onFailure(DependencyFailures::isTransient)
                .recoverWithNull();
    }

    private Uni<Boolean> foldSome(SqlConnection transaction) {
        return transaction
                .preparedQuery(
                        "select pg_try_advisory_xact_lock($1) as mine, exists (select from count_delta) as any_left")
                .execute(Tuple.of(FOLD_LOCK))
                .map(rows -> rows.iterator().next())
                .chain(row -> row.getBoolean("mine") && row.getBoolean("any_left")
                        ? transaction
                                .preparedQuery(FOLD)
                                .execute(Tuple.of(FOLDED_AT_ONCE))
                                .map(rows -> rows.iterator().next().getLong("folded") == FOLDED_AT_ONCE)
                        : Uni.createFrom().item(false));
    }

    /** Once a night; one replica does it. */
    @Scheduled(cron = "0 17 3 * * ?", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> reconcileAtNight() {
        return reconcile()
                .replaceWithVoid()
                .onFailure(DependencyFailures::isTransient)
                .invoke(away -> LOG.warnf("The counts were not compared with the complaints: %s", away))
                .onFailure(DependencyFailures::isTransient)
                .recoverWithNull();
    }

    /** Counts the complaints, for once, and gives how many of the kept counts were wrong and are right now. */
    Uni<Long> reconcile() {
        return database.withTransaction(transaction -> transaction
                        .preparedQuery("select pg_try_advisory_xact_lock($1) as mine")
                        .execute(Tuple.of(RECONCILE_LOCK))
                        .chain(rows -> rows.iterator().next().getBoolean("mine")
                                ? transaction.query(RECONCILE).execute().map(found -> found.iterator()
                                        .next()
                                        .getLong("drifted"))
                                : Uni.createFrom().item(0L)))
                .invoke(wrong -> {
                    drifted.increment(wrong);
                    if (wrong > 0) {
                        LOG.errorf("%d counts of complaints were not right and have been corrected", wrong);
                    }
                });
    }
}
