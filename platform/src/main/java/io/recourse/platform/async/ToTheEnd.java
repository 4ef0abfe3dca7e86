package io.recourse.platform.async;

import io.smallrye.mutiny.Uni;

/** Work that is not broken off in the middle. */
public final class ToTheEnd {

    private ToTheEnd() {}

    /**
     * Lets work that has begun end, although the client for whom it is done hangs up meanwhile: a request that was broken
     * off leaves no transaction to be rolled back behind its session's back, and its Idempotency-Key has its answer.
     */
    public static <T> Uni<T> run(Uni<T> work) {
        return Uni.createFrom().emitter(waiting -> work.subscribe().with(waiting::complete, waiting::fail));
    }
}
