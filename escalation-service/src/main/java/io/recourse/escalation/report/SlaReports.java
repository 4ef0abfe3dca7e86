package io.recourse.escalation.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.escalation.event.Priority;
import io.recourse.escalation.report.SlaReport.Percentiles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** Sums up how the promises were kept. */
@ApplicationScoped
class SlaReports {

    /** Reads sla_clock_by_created_at over the range, and escalation_of_complaint for what is in it. */
    private static final String REPORT = """
            select priority,
                count(*) filter (where ended and not breached) as met,
                count(*) filter (where breached) as breached,
                coalesce(sum(paused), 0)::bigint as paused_seconds,
                percentile_disc(array[0.5, 0.9, 0.99]) within group (order by first_response) as first_response,
                percentile_disc(array[0.5, 0.9, 0.99]) within group (order by resolution) as resolution
            from (
                select priority, status in ('resolved', 'closed') as ended,
                    first_response is not distinct from 'breached' or exists (
                        select 1 from escalation
                        where escalation.complaint_id = clock.complaint_id and due_at is not null) as breached,
                    extract(epoch from first_response_at - created_at)::bigint as first_response,
                    case when status in ('resolved', 'closed')
                        then extract(epoch from ended_at - created_at)::bigint end as resolution,
                    (select sum(extract(epoch from coalesce(till, $3) - since))
                        from unnest(paused_from, paused_to) as pause (since, till)) as paused
                from sla_clock clock where created_at >= $1 and created_at < $2 and not deleted) complaint
            group by priority""";

    private final Pool database;

    @Inject
    SlaReports(Pool database) {
        this.database = database;
    }

    /** The report of each priority, on the complaints that were filed in the range. */
    Uni<Map<Priority, SlaReport>> of(ReportRange range, Instant now) {
        return database.preparedQuery(REPORT)
                .execute(Tuple.of(
                        range.from().atOffset(ZoneOffset.UTC),
                        range.to().atOffset(ZoneOffset.UTC),
                        now.atOffset(ZoneOffset.UTC)))
                .map(SlaReports::read);
    }

    private static Map<Priority, SlaReport> read(RowSet<Row> rows) {
        Map<Priority, SlaReport> reports = new EnumMap<>(Priority.class);
        for (Priority priority : Priority.values()) {
            reports.put(priority, SlaReport.EMPTY);
        }
        for (Row row : rows) {
            reports.put(
                    Priority.fromString(row.getString("priority")),
                    new SlaReport(
                            row.getLong("met"),
                            row.getLong("breached"),
                            row.getLong("paused_seconds"),
                            Percentiles.of(row.getArrayOfLongs("first_response")),
                            Percentiles.of(row.getArrayOfLongs("resolution"))));
        }
        return reports;
    }
}
