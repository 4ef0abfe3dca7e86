package io.recourse.platform.async;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Work that several requests wait for at once. */
public final class SharedWork {

    private SharedWork() {}

    /**
     * Sets one of those who wait for the same work apart from the others. Whoever subscribes goes on in a Vert.x context
     * of his own, where his caller, his session and his transaction are, and not in that of the request which began the
     * work; and when he hangs up, the others still get theirs.
     *
     * @param shared may be subscribed to many times and does its work once
     */
    public static <T> Uni<T> apart(Uni<T> shared) {
        return Uni.createFrom().deferred(() -> {
            Context context = Vertx.currentContext();
            Uni<T> own = Uni.createFrom().emitter(waiting -> shared.subscribe().with(waiting::complete, waiting::fail));
            return context == null ? own : own.emitOn(command -> context.runOnContext(ignored -> command.run()));
        });
    }
}
