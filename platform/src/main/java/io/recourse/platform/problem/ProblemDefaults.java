package io.recourse.platform.problem;

import java.net.URI;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;

/** Completes the problems that libraries make: every problem has a type, and every 401 says how to sign in. */
@ApplicationScoped
public class ProblemDefaults implements ProblemPostProcessor {

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        HttpProblem.Builder complete = HttpProblem.builder(problem);
        if (problem.getType() == null) {
            complete.withType(URI.create("about:blank"));
        }
        if (problem.getDetail() == null) {
            complete.withDetail(problem.getTitle());
        }
        if (problem.getStatusCode() == 401 && !problem.getHeaders().containsKey("WWW-Authenticate")) {
            complete.withHeader("WWW-Authenticate", "Bearer");
        }
        return complete.build();
    }

    /** Before the processors of the library (priority 100 and below), so that they see the whole problem. */
    @Override
    public int priority() {
        return 200;
    }
}
