package io.recourse.identity.account;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The accounts that something is a part of, among a million, in a few milliseconds. No one way does that for all: the
 * trigrams of an index lead to few accounts quickly and to many slowly, because the table has to be read for each of them
 * before the first is known; a walk along an index is quick where every other account matches and endless where none
 * does. So a few thousand accounts are walked past first, and how many of them match says how to go on.
 */
@ApplicationScoped
class AccountMatches {

    /** Ids are random: the first ones are a fair sample. */
    private static final int PROBE = 4_000;

    /** A walk ends after so many times the probe; whoever wants to know more goes on where it has ended. */
    private static final int LONGEST_WALK = 4;

    /** To walk so many times the probe takes as long as to ask the index of trigrams. */
    private static final double WORTH_A_WALK = 1.5;

    /** To ask the index of trigrams for more parts of the accounts than so many takes longer than to ask for all. */
    private static final int MOST_SIXTEENTHS = 3;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /**
     * Walks past some accounts along account_by_id or its likes, and past no others, until enough are found. How many is
     * written out, because a plan that is made without knowing sorts them all; {@code last} is null when there were not so
     * many, or enough were found before.
     */
    private static final String WALKED = """
            with walked as materialized (
                select array(
                    select id from (
                        select id, search_text, role, active from account where id > $1 %1$s order by id limit %3$d) as stretch
                    where search_text like (select lower($2)) %2$s order by id limit $3) as found)""";

    private static final String SEEN = """
            select found, case when cardinality(found) < $3 then
                (select id from account where id > $1 %1$s order by id offset %3$d - 1 limit 1) end as last""";

    private static final String WALK_SQL = WALKED + SEEN + " from walked";

    /**
     * Says besides who has the text for a name, how many accounts there are, and which two of the pieces are the rarest: a
     * long text has so many frequent trigrams that to look for all of them takes longer than to look at whomever those two
     * lead to.
     */
    private static final String PROBE_SQL = WALKED + """
            , few as materialized (select search_text from account where id > $1 %1$s order by id limit 300)
            """ + SEEN + """
            ,
                case when cardinality(found) < $3 then array(
                    select piece from (select lower(text) as piece from unnest($4::text[]) as text offset 0) as pieces
                    order by (select count(*) from few where search_text like piece) limit 2) end as pieces,
                (select id from account
                    where (lower(username) = lower($5) or lower(email) = lower($5)) %2$s limit 1) as namesake,
                (select reltuples::float8 from pg_class where oid = 'account'::regclass) as accounts
            from walked""";

    /** Reads everybody whom account_by_part_of_name_and_sixteenth finds by both pieces, and by nothing else. */
    private static final String TRIGRAM_SQL = """
            with found as materialized (
                select id from account
                where search_text like $4 and search_text like $5
                    and position((select lower($2)) in search_text) > 0 %s)
            select id from found where id > $1 order by id limit $3""";

    /** The same of those whose ids lie in some of the sixteenths of all ids. */
    private static final String SIXTEENTHS_SQL = TRIGRAM_SQL.replace(" %s)", " and account_sixteenth(id) && $6 %s)");

    private final Pool database;
    private final int probe;

    @Inject
    AccountMatches(Pool database) {
        this(database, PROBE);
    }

    AccountMatches(Pool database, int probe) {
        this.database = database;
        this.probe = probe;
    }

    /**
     * Some of the accounts that match.
     *
     * @param accounts whoever is called exactly so first, the others by username; fewer than there was room for, when
     *                 that many were not found in reasonable time
     * @param next     where to go on, null at the end
     */
    record Found(List<AccountView> accounts, UUID next) {}

    /**
     * What a walk has seen.
     *
     * @param last whom it passed last; null when there are no more
     */
    private record Walk(int length, UUID last, List<UUID> found) {

        static Walk of(Row row, int length) {
            return new Walk(length, row.getUUID("last"), Arrays.asList(row.getArrayOfUUIDs("found")));
        }

        Walk and(Walk next) {
            return new Walk(
                    length + next.length,
                    next.last,
                    Stream.concat(found.stream(), next.found.stream()).toList());
        }
    }

    /**
     * The beginning of a walk.
     *
     * @param pieces   the rarest of the text, as patterns; none when the index of trigrams is of no help, or nothing is missing
     * @param namesake whose username or address the text is; null for nobody
     * @param accounts about how many there are
     */
    private record Probe(Walk walk, List<String> pieces, UUID namesake, double accounts) {

        /** About how many of a number of accounts match, to judge by a walk; few when the walk has seen none. */
        double expectedAmong(double some, Walk seen) {
            return some * Math.max(0.5, seen.found().size()) / seen.length();
        }
    }

    /**
     * Finds accounts.
     *
     * @param part  of the name, the address or the username, whatever the case of its letters; not blank
     * @param after where to go on, null for the beginning
     * @param size  at most so many
     */
    Uni<Found> find(String part, AccountFilter filter, UUID after, int size) {
        // One to spare tells whether there are more, and one may be the namesake, who comes first or has come already.
        int wanted = size + 2;
        return probe(part, filter, after == null ? BEFORE_ALL : after, wanted)
                .chain(probe -> complete(probe.walk(), probe, part, filter, wanted)
                        .chain(matches -> load(matches, after == null, probe.namesake(), size)));
    }

    private Uni<Probe> probe(String part, AccountFilter filter, UUID from, int wanted) {
        return database.preparedQuery(PROBE_SQL.formatted(filter.narrowest(), filter.sql(), probe))
                .execute(Tuple.of(from, SearchPieces.pattern(part), wanted, SearchPieces.of(part), part))
                .map(rows -> rows.iterator().next())
                .map(row -> new Probe(
                        Walk.of(row, probe),
                        row.getArrayOfStrings("pieces") == null
                                ? List.of()
                                : Arrays.asList(row.getArrayOfStrings("pieces")),
                        row.getUUID("namesake"),
                        Math.max(probe, row.getDouble("accounts"))));
    }

    /**
     * Whom a search has found.
     *
     * @param last whom nobody was looked at behind; null when all were, or more were found than there is room for
     */
    private record Matches(List<UUID> found, UUID last) {}

    private Uni<Matches> complete(Walk walk, Probe probe, String part, AccountFilter filter, int wanted) {
        if (isComplete(walk, wanted)) {
            return Uni.createFrom().item(new Matches(walk.found(), null));
        }
        if (!probe.pieces().isEmpty() && !isNear(walk, wanted)) {
            List<Integer> sixteenths = sixteenths(walk, probe, filter, wanted);
            return sixteenths.size() > MOST_SIXTEENTHS
                    ? lookUp(walk, probe, part, filter, wanted)
                    : lookUp(walk, sixteenths, probe, part, filter, wanted);
        }
        return walk.length() < LONGEST_WALK * this.probe
                ? walkOn(walk, part, filter, wanted).chain(longer -> complete(longer, probe, part, filter, wanted))
                : Uni.createFrom().item(new Matches(walk.found(), walk.last()));
    }

    /**
     * Whether a walk is likely the shorter way. The longer it has been, the surer the answer, so it is asked anew after
     * each stretch.
     */
    private boolean isNear(Walk walk, int wanted) {
        return walk.found().size() * WORTH_A_WALK * probe
                >= (double) (wanted - walk.found().size()) * walk.length();
    }

    /** Those in which the missing ones lie, by what was seen so far: a few, or more than are worth asking for. */
    private List<Integer> sixteenths(Walk walk, Probe probe, AccountFilter filter, int wanted) {
        // How many inactive ones or staff there are is not known.
        double inOne = filter.narrowest().isEmpty() ? probe.expectedAmong(probe.accounts() / 16, walk) : 0;
        long first = walk.last().getMostSignificantBits() >>> 56;
        // Of the first one the rest alone.
        double needed = 1.3 * (wanted - walk.found().size()) / inOne + (first % 16) / 16.0;
        int last = (int) Math.min(15, first / 16 + Math.ceil(Math.min(16, needed)) - 1);
        return IntStream.rangeClosed((int) first / 16, last).boxed().toList();
    }

    private static boolean isComplete(Walk walk, int wanted) {
        return walk.last() == null || walk.found().size() >= wanted;
    }

    private Uni<Walk> walkOn(Walk walk, String part, AccountFilter filter, int wanted) {
        int missing = wanted - walk.found().size();
        int length = nextStretch(walk, missing);
        return database.preparedQuery(WALK_SQL.formatted(filter.narrowest(), filter.sql(), length))
                .execute(Tuple.of(walk.last(), SearchPieces.pattern(part), missing))
                .map(rows -> walk.and(Walk.of(rows.iterator().next(), length)));
    }

    /**
     * To where the missing ones are, by what was seen so far, and a little more; one of a few lengths. At most twice as
     * far as the way behind, which may have been lucky, and not beyond the end of the longest walk.
     */
    private int nextStretch(Walk walk, int missing) {
        double expected =
                1.3 * missing * walk.length() / Math.max(1, walk.found().size());
        int most = Math.min(2 * walk.length(), LONGEST_WALK * probe - walk.length());
        int length = probe;
        while (2 * length <= most && length < expected) {
            length *= 2;
        }
        return length;
    }

    /** Goes on with all when the missing ones are not all there. */
    private Uni<Matches> lookUp(
            Walk walk, List<Integer> sixteenths, Probe probe, String part, AccountFilter filter, int wanted) {
        return lookUp(
                        SIXTEENTHS_SQL,
                        walk,
                        trigrams(walk, probe, part, wanted).addArrayOfInteger(sixteenths.toArray(Integer[]::new)),
                        filter)
                .chain(matches -> matches.found().size() >= wanted || sixteenths.getLast() == 15
                        ? Uni.createFrom().item(matches)
                        : lookUp(walk, probe, part, filter, wanted));
    }

    private Uni<Matches> lookUp(Walk walk, Probe probe, String part, AccountFilter filter, int wanted) {
        return lookUp(TRIGRAM_SQL, walk, trigrams(walk, probe, part, wanted), filter);
    }

    private static Tuple trigrams(Walk walk, Probe probe, String part, int wanted) {
        return Tuple.of(
                walk.last(),
                part,
                wanted - walk.found().size(),
                probe.pieces().getFirst(),
                probe.pieces().getLast());
    }

    private Uni<Matches> lookUp(String sql, Walk walk, Tuple parameters, AccountFilter filter) {
        return database.preparedQuery(sql.formatted(filter.sql()))
                .execute(parameters)
                .map(rows -> Stream.concat(
                                walk.found().stream(),
                                StreamSupport.stream(rows.spliterator(), false).map(row -> row.getUUID("id")))
                        .toList())
                .map(found -> new Matches(found, null));
    }

    private Uni<Found> load(Matches matches, boolean first, UUID namesake, int size) {
        List<UUID> others =
                matches.found().stream().filter(id -> !id.equals(namesake)).toList();
        int room = first && namesake != null ? size - 1 : size;
        List<UUID> shown = others.subList(0, Math.min(room, others.size()));
        UUID last = shown.isEmpty() ? BEFORE_ALL : shown.getLast();
        UUID next = others.size() > room ? last : matches.last();
        List<UUID> wanted = new ArrayList<>(shown);
        if (room < size) {
            wanted.add(namesake);
        }
        return database.preparedQuery("select * from account where id = any($1)")
                .execute(Tuple.of(wanted.toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(AccountView::of)
                        .sorted(namesakeFirst(namesake))
                        .toList())
                .map(accounts -> new Found(accounts, next));
    }

    private static Comparator<AccountView> namesakeFirst(UUID namesake) {
        return Comparator.comparing((AccountView account) -> !account.id().equals(namesake))
                .thenComparing(account -> account.username().toLowerCase(Locale.ROOT));
    }
}
