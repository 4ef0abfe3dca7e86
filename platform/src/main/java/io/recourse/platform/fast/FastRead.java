package io.recourse.platform.fast;

import io.recourse.platform.token.Caller;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;

/**
 * A read that is asked for so often that the REST layer would cost a multiple of it. There is a resource for the same
 * path, which answers whatever is not answered here, refusals above all; what both answer is the same to the letter.
 */
public interface FastRead {

    /**
     * Answers a GET of a caller whose token is good.
     *
     * @return null, or a future of null, for what the resource has to answer; when it fails, the resource is asked too
     */
    Future<FastAnswer> answer(HttpServerRequest request, Caller caller);
}
