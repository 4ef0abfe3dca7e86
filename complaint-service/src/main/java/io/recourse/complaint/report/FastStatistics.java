package io.recourse.complaint.report;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.recourse.platform.fast.FastAnswer;
import io.recourse.platform.fast.FastRead;
import io.recourse.platform.fast.JsonBytes;
import io.recourse.platform.token.Caller;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;

/** The counts of what the caller sees, as {@link StatisticsResource#get} answers them. */
@Singleton
class FastStatistics implements FastRead {

    private static final String PATH = "/api/complaints/stats";

    private final ComplaintCounts counts;
    private final JsonBytes<Statistics> json;

    @Inject
    FastStatistics(ComplaintCounts counts, ObjectMapper mapper) {
        this.counts = counts;
        this.json = new JsonBytes<>(mapper.writerFor(Statistics.class));
    }

    @Override
    public Future<FastAnswer> answer(HttpServerRequest request, Caller caller) {
        return request.path().equals(PATH)
                ? UniHelper.toFuture(counts.of(caller).map(counted -> new FastAnswer(PATH, json.of(counted), null)))
                : null;
    }
}
