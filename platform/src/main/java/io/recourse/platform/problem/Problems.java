package io.recourse.platform.problem;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.impl.NoStackTraceThrowable;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * The answers to what goes wrong in every service alike, as RFC 9457 problems. What goes wrong with complaints or users
 * is mapped by the service that owns them.
 */
public class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    /** Ahead of the mappers that come with the problem library, which have 999. */
    private static final int OURS = 1;

    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int DEPENDENCY_RETRY_SECONDS = 2;

    /** A field of the request and what is wrong with it. */
    @RegisterForReflection
    public record Violation(String field, String message) {}

    /**
     * Starts a problem; {@code type} is {@code about:blank}, so the title is that of the status.
     *
     * @param status an HTTP status
     * @param detail what went wrong, for a person to read; free of class names, SQL and secrets
     */
    public static HttpProblem.Builder problem(int status, String detail) {
        return HttpProblem.builder()
                .withType(URI.create("about:blank"))
                .withStatus(status)
                .withTitle(title(status))
                .withDetail(detail);
    }

    /** A problem with fields of the request: 400 when malformed, 422 when it cannot be acted on. */
    public static HttpProblem.Builder invalid(int status, List<Violation> violations) {
        String detail = violations.stream()
                .map(violation -> violation.field() + ": " + violation.message())
                .collect(Collectors.joining("; "));
        return problem(status, detail).with("violations", violations);
    }

    private static String title(int status) {
        return switch (status) {
            case 413 -> "Content Too Large";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            default -> {
                Response.Status known = Response.Status.fromStatusCode(status);
                yield known == null ? "Error" : known.getReasonPhrase();
            }
        };
    }

    @ServerExceptionMapper(value = InvalidInputException.class, priority = OURS)
    Response invalidInput(InvalidInputException failure) {
        return invalid(400, List.of(new Violation(failure.field(), failure.getMessage())))
                .build()
                .toResponse();
    }

    @ServerExceptionMapper(value = UnprocessableException.class, priority = OURS)
    Response unprocessable(UnprocessableException failure) {
        return invalid(422, List.of(new Violation(failure.field(), failure.getMessage())))
                .build()
                .toResponse();
    }

    @ServerExceptionMapper(value = PreconditionFailedException.class, priority = OURS)
    Response preconditionFailed(PreconditionFailedException failure) {
        return problem(412, failure.getMessage()).build().toResponse();
    }

    @ServerExceptionMapper(value = AnswerLostException.class, priority = OURS)
    Response answerLost(AnswerLostException failure) {
        return problem(409, failure.getMessage()).build().toResponse();
    }

    @ServerExceptionMapper(value = ConstraintViolationException.class, priority = OURS)
    Response constraintViolation(ConstraintViolationException failure) {
        List<Violation> violations = failure.getConstraintViolations().stream()
                .map(violation -> new Violation(field(violation), violation.getMessage()))
                .sorted((a, b) -> a.field().compareTo(b.field()))
                .toList();
        return invalid(400, violations).build().toResponse();
    }

    @ServerExceptionMapper(
            value = {
                JsonProcessingException.class,
                JsonMappingException.class,
                MismatchedInputException.class,
                InvalidFormatException.class,
                UnrecognizedPropertyException.class,
                StreamReadException.class
            },
            priority = OURS)
    Response unreadable(JsonProcessingException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown -> malformed(unknown, "is not a field of this request");
            case InvalidFormatException text
            when text.getTargetType() == String.class -> malformed(text, text.getOriginalMessage());
            case MismatchedInputException mismatch
            when mismatch.getTargetType() != null -> malformed(mismatch, expected(mismatch.getTargetType()));
            case JsonMappingException refused
            when refused.getCause() instanceof IllegalArgumentException why -> malformed(refused, why.getMessage());
            case JsonMappingException mapping -> malformed(mapping, "is malformed");
            default -> {
                JsonLocation at = failure.getLocation();
                String place = at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
                yield problem(400, "the body is not valid JSON" + place).build().toResponse();
            }
        };
    }

    /** What the REST layer refuses by itself: no route, method, media type, or a body that it could not read. */
    @ServerExceptionMapper(value = WebApplicationException.class, priority = OURS)
    Response refusedByTheRestLayer(WebApplicationException failure) {
        if (failure.getCause() instanceof JsonProcessingException unreadable) {
            return unreadable(unreadable);
        }
        Response refusal = failure.getResponse();
        HttpProblem.Builder problem = problem(refusal.getStatus(), title(refusal.getStatus()));
        refusal.getStringHeaders().forEach((name, values) -> problem.withHeader(name, String.join(", ", values)));
        if (refusal.getStatus() == METHOD_NOT_ALLOWED) {
            allow(AllowedMethods.here(), problem);
        }
        return problem.build().toResponse();
    }

    /** The REST layer does not find a path either that it knows for other methods alone. */
    @ServerExceptionMapper(value = NotFoundException.class, priority = OURS)
    Response notFound(NotFoundException failure) {
        Set<String> allowed = AllowedMethods.insteadOfThisOne();
        int status = allowed.isEmpty() ? NOT_FOUND : METHOD_NOT_ALLOWED;
        HttpProblem.Builder problem = problem(status, title(status));
        allow(allowed, problem);
        return problem.build().toResponse();
    }

    private static void allow(Set<String> methods, HttpProblem.Builder problem) {
        if (!methods.isEmpty()) {
            problem.withHeader(HttpHeaders.ALLOW, String.join(", ", methods));
        }
    }

    @ServerExceptionMapper(value = UnauthorizedException.class, priority = OURS)
    Response unauthorized(UnauthorizedException failure) {
        return signInFirst("sign in and send the access token as Authorization: Bearer");
    }

    @ServerExceptionMapper(value = AuthenticationFailedException.class, priority = OURS)
    Response notAuthenticated(AuthenticationFailedException failure) {
        if (DependencyFailures.isTransient(failure)) {
            return unexpected(failure);
        }
        return signInFirst("the access token is not valid, has expired, or its session has ended");
    }

    @ServerExceptionMapper(value = ForbiddenException.class, priority = OURS)
    Response forbidden(ForbiddenException failure) {
        return problem(403, "your role does not allow this").build().toResponse();
    }

    @ServerExceptionMapper(value = Exception.class, priority = OURS)
    Response unexpected(Exception failure) {
        if (UnreadableRequests.caused(failure)) {
            LOG.debugf("A request could not be read: %s", UnreadableRequests.describe(failure));
            // What is left of the request cannot be told from the next one.
            return problem(400, "the request is malformed: its form or a media type in its headers cannot be read")
                    .withHeader("Connection", "close")
                    .build()
                    .toResponse();
        }
        if (DependencyFailures.isTransient(failure)) {
            LOG.warnf("A dependency is away: %s", failure.toString());
            return problem(503, "a dependency is not available at the moment; try again shortly")
                    .withHeader("Retry-After", DEPENDENCY_RETRY_SECONDS)
                    .build()
                    .toResponse();
        }
        LOG.error("A request failed unexpectedly", failure);
        return problem(500, "the request failed for a reason that was logged")
                .build()
                .toResponse();
    }

    /** Vert.x fails with what is no exception, too. */
    @ServerExceptionMapper(value = NoStackTraceThrowable.class, priority = OURS)
    Response unexpected(NoStackTraceThrowable failure) {
        return unexpected(new IllegalStateException(failure));
    }

    private static Response signInFirst(String detail) {
        return problem(401, detail)
                .withHeader("WWW-Authenticate", "Bearer")
                .build()
                .toResponse();
    }

    private static Response malformed(JsonMappingException failure, String message) {
        String field = failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
        return invalid(400, List.of(new Violation(field.isEmpty() ? "body" : field, message)))
                .build()
                .toResponse();
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "must be one of "
                    + java.util.Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName()) {
            case "Integer", "int", "Long", "long" -> "must be a whole number";
            case "Boolean", "boolean" -> "must be true or false";
            case "String" -> "must be a text";
            case "UUID" -> "must be a UUID";
            case "Instant" -> "must be an RFC 3339 timestamp";
            case "Duration" -> "must be an ISO-8601 duration";
            case "List", "Set", "ArrayList" -> "must be a list";
            default -> "is malformed";
        };
    }

    /** The name of the innermost field, as the caller wrote it: snake_case, without the method and its parameter. */
    private static String field(ConstraintViolation<?> violation) {
        StringBuilder name = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.PROPERTY) {
                if (!name.isEmpty()) {
                    name.append('.');
                }
                name.append(
                        node.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase());
                if (node.getIndex() != null) {
                    name.append('.').append(node.getIndex());
                }
            }
        }
        return name.isEmpty() ? "body" : name.toString();
    }
}
