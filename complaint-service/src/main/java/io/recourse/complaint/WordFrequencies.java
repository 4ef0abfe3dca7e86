package io.recourse.complaint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/**
 * How many complaints have a word, as far as PostgreSQL's statistics know. They name the most frequent thousand words or
 * so, which is all that a search needs: whether reading every complaint with the word from the index is too much. They
 * are kept for some minutes, for they change slowly and only choose between two ways to the same answer.
 */
@ApplicationScoped
class WordFrequencies {

    private static final Duration KEPT = Duration.ofMinutes(5);

    private final Pool database;
    private final Clock clock;
    private volatile Known known = new Known(new TreeMap<>(), null, Instant.MIN);

    /**
     * What can be expected of a search.
     *
     * @param entries about how many entries of the index of words it reads; 0 for words that are not frequent
     * @param oldest  when the oldest complaint was filed; null when there is none
     */
    record Outlook(double entries, Instant oldest) {}

    /** How many complaints have a word, by word. */
    private record Known(TreeMap<String, Double> complaints, Instant oldest, Instant until) {

        double with(String word) {
            return complaints.getOrDefault(word, 0.0);
        }

        double withBeginning(String beginning) {
            return complaints.subMap(beginning, true, beginning + Character.MAX_VALUE, false).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
        }
    }

    @Inject
    WordFrequencies(Pool database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What can be expected of a search. */
    Uni<Outlook> outlook(SearchWords search) {
        Known present = known;
        Uni<Known> current =
                clock.instant().isBefore(present.until()) ? Uni.createFrom().item(present) : read();
        return current.map(frequencies -> new Outlook(estimate(search, frequencies), frequencies.oldest()));
    }

    private static double estimate(SearchWords search, Known frequencies) {
        double least = frequencies.withBeginning(search.words().getLast());
        // The beginning is looked up wholly, whatever the other words are; of those, the rarest leads.
        for (String word : search.words().subList(0, search.words().size() - 1)) {
            least = Math.max(0, Math.min(least, frequencies.with(word)));
        }
        return least;
    }

    private Uni<Known> read() {
        return database.query("""
                        select word, share * greatest(reltuples, 0) as complaints,
                            (select min(created_at) from complaint) as oldest
                        from pg_class t left join (
                            select w.* from pg_stats s
                            cross join lateral unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as w (word, share)
                            where s.schemaname = current_schema() and s.tablename = 'complaint' and s.attname = 'words')
                            as w on word is not null
                        where t.oid = 'complaint'::regclass""").execute().map(this::keep);
    }

    private Known keep(RowSet<Row> rows) {
        TreeMap<String, Double> complaints = new TreeMap<>();
        Instant oldest = null;
        for (Row row : rows) {
            if (row.getString("word") != null) {
                complaints.put(row.getString("word"), row.getDouble("complaints"));
            }
            OffsetDateTime filed = row.getOffsetDateTime("oldest");
            oldest = filed == null ? null : filed.toInstant();
        }
        Known read = new Known(complaints, oldest, clock.instant().plus(KEPT));
        known = read;
        return read;
    }
}
