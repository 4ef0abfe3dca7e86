package io.recourse.classifier.suggestion;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.classifier.label.Source;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** The suggestions that were made, one for each complaint. */
@ApplicationScoped
public class Suggestions {

    private static final String ADD = """
            insert into suggestion (complaint_id, source, model, category, priority, category_asked, priority_asked,
                category_confidence, priority_confidence, suggested_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (complaint_id) do nothing""";

    private static final String CHOOSE = """
            update suggestion
            set chosen_category = $3, chosen_priority = $4, chosen_at = $5, chosen_version = $2
            where complaint_id = $1 and chosen_version < $2""";

    /** Reads the choices of one day by the index on chosen_at. */
    private static final String AGREEMENT = """
            select source,
                count(*) filter (where category_asked) as categories,
                count(*) filter (where category_asked and category = chosen_category) as same_categories,
                count(*) filter (where priority_asked) as priorities,
                count(*) filter (where priority_asked and priority = chosen_priority) as same_priorities
            from suggestion where chosen_at >= $1 and chosen_at < $2 group by source""";

    private final Pool database;
    private final Clock clock;

    @Inject
    Suggestions(Pool database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** How often people kept the labels of a source. */
    public record SourceAgreement(Agreement category, Agreement priority) {}

    /** Whether there is a suggestion for a complaint. */
    public Uni<Boolean> exists(long complaintId) {
        return database.preparedQuery("select 1 from suggestion where complaint_id = $1")
                .execute(Tuple.of(complaintId))
                .map(rows -> rows.size() > 0);
    }

    /**
     * Keeps a suggestion, in the transaction of a connection.
     *
     * @return false when the complaint has one already: then this one must have no effect
     */
    public Uni<Boolean> add(SqlClient transaction, Suggestion suggestion) {
        Tuple row = Tuple.tuple()
                .addLong(suggestion.complaintId())
                .addString(suggestion.source().toString())
                .addString(suggestion.model())
                .addString(suggestion.category().toString())
                .addString(suggestion.priority().toString())
                .addBoolean(suggestion.categoryAsked())
                .addBoolean(suggestion.priorityAsked())
                .addDouble(suggestion.confidence().category())
                .addDouble(suggestion.confidence().priority())
                .addOffsetDateTime(utc(clock.instant()));
        return transaction.preparedQuery(ADD).execute(row).map(result -> result.rowCount() == 1);
    }

    /** Keeps what people chose; without effect for a complaint that got no suggestion, and for an older version. */
    public Uni<Void> choose(Choice choice) {
        return database.preparedQuery(CHOOSE)
                .execute(Tuple.of(
                        choice.complaintId(),
                        choice.version(),
                        choice.category().toString(),
                        choice.priority().toString(),
                        utc(choice.chosenAt())))
                .replaceWithVoid();
    }

    /** Forgets a complaint. */
    public Uni<Void> remove(long complaintId) {
        return database.preparedQuery("delete from suggestion where complaint_id = $1")
                .execute(Tuple.of(complaintId))
                .replaceWithVoid();
    }

    /** How often people, on a day (UTC), chose what had been suggested; sources without a choice are absent. */
    public Uni<Map<Source, SourceAgreement>> agreement(LocalDate day) {
        return database.preparedQuery(AGREEMENT)
                .execute(Tuple.of(utc(start(day)), utc(start(day.plusDays(1)))))
                .map(rows -> {
                    Map<Source, SourceAgreement> bySource = new EnumMap<>(Source.class);
                    for (Row row : rows) {
                        bySource.put(Source.fromString(row.getString("source")), agreement(row));
                    }
                    return bySource;
                });
    }

    private static SourceAgreement agreement(Row row) {
        return new SourceAgreement(
                new Agreement(row.getLong("categories"), row.getLong("same_categories")),
                new Agreement(row.getLong("priorities"), row.getLong("same_priorities")));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
