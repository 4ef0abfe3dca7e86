package io.recourse.complaint;

import java.util.ArrayList;
import java.util.List;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/**
 * Where the rows of a list come from, and what they become.
 *
 * @param database for what may take its time
 * @param reads    for what never does: statements go behind each other on the same connections
 * @param columns  the columns of a row, of the complaint {@code c}
 * @param details  adds what they do not tell
 */
record ListRows(Pool database, Pool reads, String columns, ComplaintDetails details) {

    Uni<RowSet<Row>> of(ListWalk walk) {
        return execute(walk.isExact() ? reads : database, walk.text(columns), walk);
    }

    Uni<RowSet<Row>> of(ListGathering gathering) {
        return execute(database, gathering.text(columns), gathering);
    }

    private static Uni<RowSet<Row>> execute(Pool pool, String text, ListStatement statement) {
        return pool.preparedQuery(text).execute(statement.parameters());
    }

    /** The complaints of an answer, which has one row without any if there are none. */
    static List<ComplaintRow> found(RowSet<Row> rows) {
        List<ComplaintRow> found = new ArrayList<>();
        for (Row row : rows) {
            if (row.getLong("id") != null) {
                found.add(ComplaintQueries.row(row));
            }
        }
        return found;
    }
}
