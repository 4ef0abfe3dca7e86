package io.recourse.complaint;

import jakarta.ws.rs.core.Response;

import io.recourse.complaint.media.UnacceptableImageException;
import io.recourse.complaint.servicetype.ServiceTypeExistsException;
import io.recourse.complaint.servicetype.ServiceTypeNotFoundException;
import io.recourse.platform.problem.Problems;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** How the exceptions of this service are answered. */
class ComplaintProblems {

    @ServerExceptionMapper
    Response notFound(ComplaintNotFoundException failure) {
        return Problems.problem(404, failure.getMessage()).build().toResponse();
    }

    @ServerExceptionMapper
    Response serviceTypeNotFound(ServiceTypeNotFoundException failure) {
        return Problems.problem(404, failure.getMessage()).build().toResponse();
    }

    @ServerExceptionMapper
    Response serviceTypeExists(ServiceTypeExistsException failure) {
        return Problems.problem(409, failure.getMessage()).build().toResponse();
    }

    @ServerExceptionMapper
    Response imageNotFound(ImageNotFoundException failure) {
        return Problems.problem(404, failure.getMessage()).build().toResponse();
    }

    @ServerExceptionMapper
    Response transitionNotAllowed(TransitionNotAllowedException failure) {
        return Problems.problem(409, failure.getMessage())
                .with("allowed", failure.allowed())
                .build()
                .toResponse();
    }

    @ServerExceptionMapper
    Response notPermitted(NotPermittedException failure) {
        return Problems.problem(403, failure.getMessage()).build().toResponse();
    }

    @ServerExceptionMapper
    Response conflict(ConflictException failure) {
        return Problems.problem(409, failure.getMessage()).build().toResponse();
    }

    @ServerExceptionMapper
    Response unacceptableImage(UnacceptableImageException failure) {
        int status =
                switch (failure.reason()) {
                    case TOO_LARGE -> 413;
                    case NOT_AN_IMAGE -> 415;
                    case TOO_MANY_PIXELS -> 422;
                };
        return Problems.problem(status, failure.getMessage()).build().toResponse();
    }
}
