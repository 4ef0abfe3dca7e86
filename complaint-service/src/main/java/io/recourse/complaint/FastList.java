package io.recourse.complaint;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.recourse.platform.fast.FastAnswer;
import io.recourse.platform.fast.FastRead;
import io.recourse.platform.page.Limit;
import io.recourse.platform.page.Page;
import io.recourse.platform.token.Caller;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** A page of complaints, as {@link ComplaintResource#list} answers it. */
@Singleton
class FastList implements FastRead {

    private static final String PATH = "/api/complaints";

    private final ComplaintLists lists;
    private final ObjectWriter writer;

    @Inject
    FastList(ComplaintLists lists, ObjectMapper mapper) {
        this.lists = lists;
        this.writer = mapper.writerFor(new TypeReference<Page<ComplaintView>>() {});
    }

    @Override
    public Future<FastAnswer> answer(HttpServerRequest request, Caller caller) {
        if (!request.path().equals(PATH)) {
            return null;
        }
        MultiMap asked = request.params();
        return UniHelper.toFuture(lists.page(
                        ListParameters.of(asked).filter(), Limit.parse(asked.get("limit")), asked.get("cursor"), caller)
                .map(this::answer));
    }

    private FastAnswer answer(Page<ComplaintView> page) {
        try {
            return new FastAnswer(PATH, Buffer.buffer(writer.writeValueAsBytes(page)), null);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("complaints are written as JSON", impossible);
        }
    }
}
