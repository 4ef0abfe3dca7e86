package io.recourse.complaint;

import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.recourse.platform.fast.FastAnswer;
import io.recourse.platform.fast.FastRead;
import io.recourse.platform.fast.JsonBytes;
import io.recourse.platform.token.Caller;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

/** A complaint, as {@link ComplaintResource#get} answers it. */
@Singleton
class FastGet implements FastRead {

    private static final String PATH = "/api/complaints/";
    private static final int MOST_DIGITS = 18;

    private final ComplaintQueries queries;
    private final ComplaintDetails details;
    private final Pool reads;
    private final JsonBytes<ComplaintView> json;

    @Inject
    FastGet(
            ComplaintQueries queries,
            ComplaintDetails details,
            @ReactiveDataSource("reads") Pool reads,
            ObjectMapper mapper) {
        this.queries = queries;
        this.details = details;
        this.reads = reads;
        this.json = new JsonBytes<>(mapper.writerFor(ComplaintView.class));
    }

    @Override
    public Future<FastAnswer> answer(HttpServerRequest request, Caller caller) {
        long id = id(request.path());
        return id < 0
                ? null
                : reads.preparedQuery(queries.seenBy(caller.role()))
                        .execute(Tuple.of(id, caller.id()))
                        .compose(this::found);
    }

    /** The number that the path ends with, -1 for another path. */
    private static long id(String path) {
        if (!path.startsWith(PATH) || path.length() == PATH.length() || path.length() > PATH.length() + MOST_DIGITS) {
            return -1;
        }
        long id = 0;
        for (int at = PATH.length(); at < path.length(); at++) {
            int digit = path.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            id = id * 10 + digit;
        }
        return id;
    }

    private Future<FastAnswer> found(RowSet<io.vertx.sqlclient.Row> rows) {
        if (rows.size() == 0) {
            return Future.succeededFuture();
        }
        ComplaintRow row = ComplaintQueries.row(Row.newInstance(rows.iterator().next()));
        ComplaintView known = details.known(row);
        return known != null
                ? Future.succeededFuture(answer(known))
                : UniHelper.toFuture(details.of(List.of(row)).map(views -> answer(views.getFirst())));
    }

    private FastAnswer answer(ComplaintView complaint) {
        return new FastAnswer(PATH + "{id}", json.of(complaint), complaint.tag());
    }
}
