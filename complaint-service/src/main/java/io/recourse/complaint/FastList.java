package io.recourse.complaint;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recourse.platform.fast.FastAnswer;
import io.recourse.platform.fast.FastRead;
import io.recourse.platform.fast.JsonBytes;
import io.recourse.platform.page.Limit;
import io.recourse.platform.page.Page;
import io.recourse.platform.token.Caller;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;

/** A page of complaints, as {@link ComplaintResource#list} answers it. */
@Singleton
class FastList implements FastRead {

    private static final String PATH = "/api/complaints";

    private final ComplaintLists lists;
    private final JsonBytes<Page<ComplaintView>> json;

    @Inject
    FastList(ComplaintLists lists, ObjectMapper mapper) {
        this.lists = lists;
        this.json = new JsonBytes<>(mapper.writerFor(new TypeReference<Page<ComplaintView>>() {}));
    }

    @Override
    public Future<FastAnswer> answer(HttpServerRequest request, Caller caller) {
        if (!request.path().equals(PATH)) {
            return null;
        }
        MultiMap asked = request.params();
        return UniHelper.toFuture(lists.page(
                        ListParameters.of(asked).filter(), Limit.parse(asked.get("limit")), asked.get("cursor"), caller)
                .map(page -> new FastAnswer(PATH, json.of(page), null)));
    }
}
