package io.recourse.local.gateway;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** The body of a request, which fails once it has become longer than allowed. */
final class LimitedBody implements ReadStream<Buffer> {
    private final ReadStream<Buffer> body;
    private final long limit;
    private final Runnable onEnd;

    private long length;
    private Handler<Throwable> exceptionHandler = failure -> {};

    LimitedBody(ReadStream<Buffer> body, long limit, Runnable onEnd) {
        this.body = body;
        this.limit = limit;
        this.onEnd = onEnd;
    }

    boolean isTooLong() {
        return length > limit;
    }

    @Override
    public LimitedBody exceptionHandler(Handler<Throwable> handler) {
        exceptionHandler = handler == null ? failure -> {} : handler;
        body.exceptionHandler(handler);
        return this;
    }

    @Override
    public LimitedBody handler(Handler<Buffer> handler) {
        body.handler(handler == null ? null : chunk -> pass(chunk, handler));
        return this;
    }

    private void pass(Buffer chunk, Handler<Buffer> handler) {
        boolean wasTooLong = isTooLong();
        length += chunk.length();
        if (!isTooLong()) {
            handler.handle(chunk);
        } else if (!wasTooLong) {
            exceptionHandler.handle(new IllegalStateException("The body is too long"));
        }
    }

    @Override
    public LimitedBody pause() {
        body.pause();
        return this;
    }

    @Override
    public LimitedBody resume() {
        body.resume();
        return this;
    }

    @Override
    public LimitedBody fetch(long amount) {
        body.fetch(amount);
        return this;
    }

    @Override
    public LimitedBody endHandler(Handler<Void> handler) {
        body.endHandler(
                handler == null
                        ? null
                        : end -> {
                            onEnd.run();
                            handler.handle(end);
                        });
        return this;
    }
}
