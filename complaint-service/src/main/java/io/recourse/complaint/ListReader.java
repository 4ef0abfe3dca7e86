package io.recourse.complaint;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.recourse.complaint.ListGathering.By;
import io.recourse.complaint.WordFrequencies.Outlook;
import io.recourse.platform.page.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/**
 * Reads one page of a list, in statements that each read a bounded number of rows, whatever the tables hold. Mostly one
 * is enough: the merged ranges of indexes have what is asked for, or someone's few complaints are gathered and sorted.
 * Where neither is so, it walks on in larger and larger steps, until the page is full or it has looked at as many
 * complaints as it may: then the page has what was found so far, and a cursor that goes on from there.
 */
final class ListReader {

    /** How many times a search looks through a window in time before it walks along the order. */
    private static final int MOST_WINDOWS = 12;

    private static final int WINDOW_GROWTH = 5;

    /** As many complaints can be looked at in an index as one in a table, and a few more. */
    private static final int LOOKS_IN_AN_INDEX = 8;

    /** Ranges of an index that are sooner looked into than few candidates are gathered. */
    private static final int FEW_RANGES = 8;

    /** How many complaints with the words the first window should have. */
    private static final int WANTED_IN_WINDOW = 100;

    private final ListRows source;
    private final ListEffort effort;
    private final ListQuery query;
    private final Outlook outlook;
    private final int limit;
    private final List<ComplaintRow> found = new ArrayList<>();
    private ListPosition after;
    private int looks;
    private int open;
    private int windows;

    /**
     * @param outlook null without a search
     * @param after   null for the first page
     */
    ListReader(ListRows source, ListEffort effort, ListQuery query, Outlook outlook, ListPosition after, int limit) {
        this.source = source;
        this.effort = effort;
        this.query = query;
        this.outlook = outlook;
        this.after = after;
        this.limit = limit;
    }

    Uni<Page<ComplaintView>> read() {
        // The numbers that are asked for are few, always.
        if (By.NUMBER.applies(query)) {
            return gather(List.of(By.NUMBER), query.filter().ids().size(), this::readFurther);
        }
        ListWalk walk = new ListWalk(query, after, wanted(), effort.firstLook(), 0);
        return walk.isExact() && walk.ranges() <= FEW_RANGES
                ? walk(effort.firstLook())
                : gather(applying(By.PEOPLE, By.ASSIGNEES, By.PARENT), effort.few(), this::readFurther);
    }

    private Uni<Page<ComplaintView>> readFurther() {
        if (outlook == null || outlook.entries() > effort.mostEntries()) {
            return walk(effort.firstLook());
        }
        if (outlook.entries() <= effort.rareEntries()) {
            return gather(List.of(By.WORDS), effort.many(), () -> walk(effort.firstLook()));
        }
        return query.sort().byTimeOfFiling() && outlook.oldest() != null
                ? window(firstWindow())
                : walk(effort.firstLook());
    }

    /** What may leave few candidates; tried when those that are wanted are rare along the order. */
    private Uni<Page<ComplaintView>> gatherMany() {
        List<By> ways = applying(By.PARENT, By.PEOPLE, By.ASSIGNEES, By.SERVICE_TYPE);
        List<By> time = isFiledBetween() ? applying(By.PEOPLE, By.CREATION) : List.of();
        return gather(ways, effort.many(), () -> gather(time, effort.mostOfTime(), () -> walk(effort.firstLook() * 8)));
    }

    /** Whether the order is not that of the time of filing that is asked for. */
    private boolean isFiledBetween() {
        return query.sort().byUpdate() && By.CREATION.applies(query);
    }

    private List<By> applying(By... ways) {
        return List.of(ways).stream().filter(way -> way.applies(query)).toList();
    }

    /** Tries one after the other, until one has not too many candidates. */
    private Uni<Page<ComplaintView>> gather(List<By> ways, int most, Supplier<Uni<Page<ComplaintView>>> otherwise) {
        if (ways.isEmpty()) {
            return otherwise.get();
        }
        ListGathering gathering = new ListGathering(query, ways.getFirst(), most + 1, after, wanted());
        return source.of(gathering).chain(rows -> {
            if (rows.iterator().next().getLong("candidates") <= most) {
                found.addAll(ListRows.found(rows));
                return page(null);
            }
            return gather(ways.subList(1, ways.size()), most, otherwise);
        });
    }

    private Uni<Page<ComplaintView>> walk(int look) {
        ListWalk walk = new ListWalk(query, after, wanted(), look, open);
        if (walk.isExact()) {
            return source.of(walk).chain(rows -> {
                found.addAll(ListRows.found(rows));
                after = walk.next(null);
                return after == null || found.size() > limit ? page(after) : walk(look);
            });
        }
        return source.of(walk).chain(rows -> {
            found.addAll(ListRows.found(rows));
            Row summary = rows.iterator().next();
            ListPosition cut = edge(summary);
            ListPosition edge = walk.next(cut);
            boolean first = looks == 0;
            looks += Math.max(1, summary.getInteger("looked") / (walk.isCovered() ? LOOKS_IN_AN_INDEX : 1));
            open = cut == null ? 0 : summary.getInteger("open");
            if (edge == null || found.size() > limit || looks >= effort.mostLooks()) {
                return page(edge);
            }
            after = edge;
            return first && expected() > look * 4L ? gatherMany() : walk(next(look));
        });
    }

    /** How many more complaints have to be looked at, to judge by how many of those so far were wanted; a few more. */
    private long expected() {
        return found.isEmpty() ? Long.MAX_VALUE : 1 + wanted() * (long) looks * 3 / 2 / found.size();
    }

    private int next(int look) {
        return (int) Math.min(Math.min(expected(), look * 4L), effort.longestLook());
    }

    /** A part of the time in which complaints were filed that is expected to have enough with the words. */
    private Duration firstWindow() {
        Duration all = Duration.between(outlook.oldest(), Instant.now());
        long share = Math.max(1, (long) (outlook.entries() / WANTED_IN_WINDOW));
        return all.dividedBy(share).plusSeconds(1);
    }

    /** Gathers what has the words from the next window in time, and goes on with a longer one. */
    private Uni<Page<ComplaintView>> window(Duration width) {
        if (++windows > MOST_WINDOWS) {
            return walk(effort.firstLook());
        }
        ListWindow window = ListWindow.behind(after, query, outlook.oldest(), Instant.now(), width);
        int most = effort.mostInWindow();
        ListGathering gathering = new ListGathering(query, By.WORDS, most + 1, after, wanted()).within(window);
        return source.of(gathering).chain(rows -> {
            if (rows.iterator().next().getLong("candidates") > most) {
                return window(width.dividedBy(WINDOW_GROWTH * 2).plusMillis(1));
            }
            found.addAll(ListRows.found(rows));
            if (window.last() || found.size() > limit) {
                return page(null);
            }
            after = window.end(query.sort());
            return window(width.multipliedBy(WINDOW_GROWTH));
        });
    }

    private int wanted() {
        return limit + 1 - found.size();
    }

    private static ListPosition edge(Row row) {
        OffsetDateTime at = row.getOffsetDateTime("edge_at");
        return at == null ? null : new ListPosition(row.getInteger("edge_rank"), at, row.getLong("edge_id"));
    }

    /**
     * The page of what was found.
     *
     * @param edge how far it was looked, null when to the end
     */
    private Uni<Page<ComplaintView>> page(ListPosition edge) {
        Page<ComplaintRow> page = Page.of(found, limit, last -> query.sort().cursorAfter(last.view()));
        String next = page.nextCursor() == null && edge != null
                ? query.sort().cursorAfter(edge).encode()
                : page.nextCursor();
        return source.details().of(page.items()).map(views -> new Page<>(views, next));
    }
}
