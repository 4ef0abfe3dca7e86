package io.recourse.classifier.gemini;

import java.util.function.Consumer;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

/**
 * Hangs up on an answer that grows beyond a limit. The REST client collects an answer before it hands it over, errors
 * included, so the bytes are counted as they come in.
 */
final class AnswerLimit implements Consumer<HttpClientRequest> {

    private final long bytes;

    AnswerLimit(long bytes) {
        this.bytes = bytes;
    }

    @Override
    public void accept(HttpClientRequest request) {
        request.response().onSuccess(response -> response.handler(new Count(response)));
    }

    private final class Count implements io.vertx.core.Handler<Buffer> {

        private final HttpClientResponse response;
        private long read;

        Count(HttpClientResponse response) {
            this.response = response;
        }

        @Override
        public void handle(Buffer chunk) {
            read += chunk.length();
            if (read > bytes) {
                response.request().reset(0, GeminiException.of(Trouble.TOO_LARGE));
            }
        }
    }
}
