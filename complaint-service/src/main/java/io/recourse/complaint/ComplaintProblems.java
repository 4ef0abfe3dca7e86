package io.recourse.complaint;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.core.Response;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.recourse.complaint.media.UnacceptableImageException;
import io.recourse.complaint.servicetype.ServiceTypeExistsException;
import io.recourse.complaint.servicetype.ServiceTypeNotFoundException;
import io.recourse.platform.problem.DependencyFailures;
import io.recourse.platform.problem.Problems;
import io.recourse.platform.problem.UnprocessableException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** How the exceptions of this service are answered. */
public class ComplaintProblems {

    /** The answer to a failure, where it is one that a caller can have caused. */
    public static Optional<HttpProblem> of(Throwable failure) {
        HttpProblem.Builder problem =
                switch (failure) {
                    case ComplaintNotFoundException missing -> Problems.problem(404, missing.getMessage());
                    case ImageNotFoundException missing -> Problems.problem(404, missing.getMessage());
                    case ResourceNotFoundException missing -> Problems.problem(404, missing.getMessage());
                    case ServiceTypeNotFoundException missing -> Problems.problem(404, missing.getMessage());
                    case NotPermittedException forbidden -> Problems.problem(403, forbidden.getMessage());
                    case ConflictException conflict -> Problems.problem(409, conflict.getMessage());
                    case ServiceTypeExistsException taken -> Problems.problem(409, taken.getMessage());
                    case TransitionNotAllowedException refused ->
                        Problems.problem(409, refused.getMessage()).with("allowed", List.copyOf(refused.allowed()));
                    case UnacceptableImageException image -> Problems.problem(status(image), image.getMessage());
                    case UnsatisfiableRangeException range ->
                        Problems.problem(416, range.getMessage())
                                .withHeader("Content-Range", "bytes */" + range.size())
                                .withHeader("Accept-Ranges", ByteRange.UNIT);
                    case UnprocessableException unprocessable -> Problems.problem(422, unprocessable.getMessage());
                    default -> null;
                };
        return Optional.ofNullable(problem).map(HttpProblem.Builder::build);
    }

    /** The answer to a failure with one of many complaints: a dependency that is away for it may be back for the next. */
    public static Optional<HttpProblem> ofOne(Throwable failure) {
        return of(failure)
                .or(() -> DependencyFailures.isTransient(failure)
                        ? Optional.of(
                                Problems.problem(503, "a dependency is not available at the moment; try again shortly")
                                        .build())
                        : Optional.empty());
    }

    private static int status(UnacceptableImageException image) {
        return switch (image.reason()) {
            case TOO_LARGE -> 413;
            case NOT_AN_IMAGE -> 415;
            case TOO_MANY_PIXELS -> 422;
        };
    }

    @ServerExceptionMapper({
        ComplaintNotFoundException.class,
        ImageNotFoundException.class,
        ResourceNotFoundException.class,
        ServiceTypeNotFoundException.class,
        NotPermittedException.class,
        ConflictException.class,
        ServiceTypeExistsException.class,
        TransitionNotAllowedException.class,
        UnacceptableImageException.class,
        UnsatisfiableRangeException.class
    })
    Response answer(RuntimeException failure) {
        return of(failure).orElseThrow(() -> failure).toResponse();
    }
}
