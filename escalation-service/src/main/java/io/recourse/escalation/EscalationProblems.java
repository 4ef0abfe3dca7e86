package io.recourse.escalation;

import jakarta.ws.rs.core.Response;

import io.recourse.escalation.calendar.CalendarConflictException;
import io.recourse.escalation.calendar.CalendarNotFoundException;
import io.recourse.escalation.webhook.ErasedDeliveryException;
import io.recourse.escalation.webhook.WebhookNotFoundException;
import io.recourse.platform.problem.Problems;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** How the exceptions of this service are answered. */
class EscalationProblems {

    @ServerExceptionMapper
    Response missing(CalendarNotFoundException failure) {
        return Problems.problem(404, failure.getMessage()).build().toResponse();
    }

    @ServerExceptionMapper
    Response missing(WebhookNotFoundException failure) {
        return Problems.problem(404, failure.getMessage()).build().toResponse();
    }

    @ServerExceptionMapper
    Response conflict(ErasedDeliveryException failure) {
        return Problems.problem(409, failure.getMessage()).build().toResponse();
    }

    @ServerExceptionMapper
    Response conflict(CalendarConflictException failure) {
        return Problems.problem(409, failure.getMessage()).build().toResponse();
    }
}
