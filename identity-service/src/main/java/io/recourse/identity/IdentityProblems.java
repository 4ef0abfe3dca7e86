package io.recourse.identity;

import java.util.List;

import jakarta.ws.rs.core.Response;

import io.recourse.identity.account.AccountNotFoundException;
import io.recourse.identity.account.AlreadyTakenException;
import io.recourse.identity.account.LastAdminException;
import io.recourse.identity.export.ComplaintsAwayException;
import io.recourse.identity.password.HasherBusyException;
import io.recourse.identity.session.DeadCookieException;
import io.recourse.identity.session.ForeignPageException;
import io.recourse.identity.session.SessionNotFoundException;
import io.recourse.identity.session.SignInRefusedException;
import io.recourse.identity.throttle.TooManyFailuresException;
import io.recourse.identity.throttle.TooManyRequestsException;
import io.recourse.platform.problem.Problems;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The answers to what goes wrong with accounts and sessions, as RFC 9457 problems. */
public class IdentityProblems {

    private static final Logger LOG = Logger.getLogger(IdentityProblems.class);
    private static final int BUSY_RETRY_SECONDS = 1;
    private static final int AWAY_RETRY_SECONDS = 5;

    @ServerExceptionMapper
    Response notFound(AccountNotFoundException failure) {
        return Problems.problem(404, "there is no such user").build().toResponse();
    }

    @ServerExceptionMapper
    Response notFound(SessionNotFoundException failure) {
        return Problems.problem(404, "there is no such session").build().toResponse();
    }

    @ServerExceptionMapper
    Response alreadyTaken(AlreadyTakenException failure) {
        return Problems.invalid(409, List.of(new Problems.Violation(failure.field(), "is taken")))
                .build()
                .toResponse();
    }

    @ServerExceptionMapper
    Response lastAdmin(LastAdminException failure) {
        return Problems.problem(409, "this is the last active admin, and one has to remain")
                .build()
                .toResponse();
    }

    @ServerExceptionMapper
    Response refused(SignInRefusedException failure) {
        return Problems.problem(401, failure.getMessage())
                .withHeader("WWW-Authenticate", "Bearer")
                .build()
                .toResponse();
    }

    @ServerExceptionMapper
    Response foreignPage(ForeignPageException failure) {
        return Problems.problem(403, failure.getMessage()).build().toResponse();
    }

    @ServerExceptionMapper
    Response deadCookie(DeadCookieException failure) {
        return Problems.problem(401, failure.getMessage())
                .withHeader("WWW-Authenticate", "Bearer")
                .withHeader("Set-Cookie", failure.forgetCookie())
                .build()
                .toResponse();
    }

    @ServerExceptionMapper
    Response tooManyFailures(TooManyFailuresException failure) {
        return Problems.problem(429, failure.getMessage())
                .withHeader("Retry-After", failure.untilNextAttempt().toSeconds())
                .build()
                .toResponse();
    }

    @ServerExceptionMapper
    Response tooManyRequests(TooManyRequestsException failure) {
        return Problems.problem(429, failure.getMessage())
                .withHeader("Retry-After", failure.untilNextRequest().toSeconds())
                .build()
                .toResponse();
    }

    @ServerExceptionMapper
    Response complaintsAway(ComplaintsAwayException failure) {
        LOG.warnf("An export waits, %s: %s", failure.getMessage(), failure.getCause());
        return Problems.problem(503, "not all services can be asked at the moment; try again shortly")
                .withHeader("Retry-After", AWAY_RETRY_SECONDS)
                .build()
                .toResponse();
    }

    @ServerExceptionMapper
    Response busy(HasherBusyException failure) {
        return Problems.problem(503, "too many passwords are being checked; try again shortly")
                .withHeader("Retry-After", BUSY_RETRY_SECONDS)
                .build()
                .toResponse();
    }
}
