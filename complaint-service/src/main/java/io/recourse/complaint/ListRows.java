package io.recourse.complaint;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/**
 * Where the rows of a list come from, and what they become.
 *
 * @param database for what may take its time
 * @param reads    for what never does: statements go behind each other on the same connections
 * @param columns  the columns of a view, of the complaint {@code c} and what is joined
 */
record ListRows(Pool database, Pool reads, String columns, String joins, Function<Row, ComplaintView> view) {

    Uni<RowSet<Row>> of(ListWalk walk) {
        return execute(walk.isExact() ? reads : database, walk.text(columns, joins), walk);
    }

    Uni<RowSet<Row>> of(ListGathering gathering) {
        return execute(database, gathering.text(columns, joins), gathering);
    }

    private static Uni<RowSet<Row>> execute(Pool pool, String text, ListStatement statement) {
        return pool.preparedQuery(text).execute(statement.parameters());
    }

    /** The complaints of an answer, which has one row without any if there are none. */
    List<ComplaintView> views(RowSet<Row> rows) {
        List<ComplaintView> views = new ArrayList<>();
        for (Row row : rows) {
            if (row.getLong("id") != null) {
                views.add(view.apply(row));
            }
        }
        return views;
    }
}
