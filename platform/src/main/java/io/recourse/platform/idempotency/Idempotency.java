package io.recourse.platform.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.Arc;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.recourse.platform.problem.AnswerLostException;
import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.problem.UnprocessableException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Idempotency keys: a creation that is asked for twice with the same key happens once, and the second answer is the
 * first one again. The key is claimed in the transaction of the creation, so there is neither a claim without a creation
 * nor the other way round; whoever comes while that transaction is open waits in the database until it has ended.
 */
@ApplicationScoped
public class Idempotency {

    /** The request header; 1..200 visible ASCII characters. */
    public static final String HEADER = "Idempotency-Key";

    private static final String REPLAYED_HEADER = "Idempotent-Replayed";
    private static final String FORGET = "delete from idempotency_key where caller = $1 or position($1 in body) > 0";
    private static final Duration MEMORY = Duration.ofHours(24);
    private static final int LOOKS_FOR_THE_ANSWER = 40;
    private static final Duration PAUSE_BETWEEN_LOOKS = Duration.ofMillis(50);

    private final IdempotentRequest request;
    private final CurrentVertxRequest http;
    private final Pool database;
    private final ObjectMapper mapper;
    private final Clock clock;

    @Inject
    Idempotency(IdempotentRequest request, CurrentVertxRequest http, Pool database, ObjectMapper mapper, Clock clock) {
        this.request = request;
        this.http = http;
        this.database = database;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** A claim of the key was made before, by the same request or by another one. */
    private static final class AlreadyClaimedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient IdempotentRequest.Claim claim;

        AlreadyClaimedException(IdempotentRequest.Claim claim) {
            super("the key is in use", null, false, false);
            this.claim = claim;
        }
    }

    /**
     * Does something that creates, or gives the answer that it had when it was done before.
     *
     * @param key    the header as sent; null does the work without more ado
     * @param caller who asks: keys of different callers do not meet
     * @param body   the request as the service understood it, from which its fingerprint is taken
     * @param work   creates in a transaction of the {@link io.recourse.platform.outbox.Outbox} and makes the answer
     * @return the answer; fails with {@link InvalidInputException} (400) for a malformed key, with
     *     {@link UnprocessableException} (422) for a key that was used with another body
     */
    public <T> Uni<RestResponse<T>> once(String key, String caller, Object body, Supplier<Uni<RestResponse<T>>> work) {
        if (key == null && !isSentEmpty()) {
            return work.get();
        }
        if (key == null || !key.matches("[\\x21-\\x7e]{1,200}")) {
            throw new InvalidInputException(HEADER, "must be 1 to 200 visible ASCII characters");
        }
        IdempotentRequest.Claim claim = new IdempotentRequest.Claim(caller, key, fingerprint(body));
        request.expect(claim);
        return work.get()
                .call(answer -> request.isAnswerKept() ? Uni.createFrom().voidItem() : keep(claim, answer))
                .onFailure(AlreadyClaimedException.class)
                .recoverWithUni(claimed -> replay(claimed.claim, LOOKS_FOR_THE_ANSWER));
    }

    /** The REST layer takes a header without a value for one that is absent. */
    private boolean isSentEmpty() {
        RoutingContext sent = http.getCurrent();
        return sent != null && sent.request().headers().contains(HEADER);
    }

    /** Whether the request under way has a key that a transaction of its has to claim yet. */
    public boolean isExpected() {
        return Arc.container().requestContext().isActive() && request.isExpected();
    }

    /** How many values {@link #addClaimTo} adds. */
    public static final int CLAIM_VALUES = 6;

    /**
     * A part of a statement that creates something, {@code claim}, which claims a key and keeps the answer at the same
     * time: it gives no row when the key was claimed before, and then nothing is to be created. Whoever has been answered
     * nothing, because the service died, is answered when he asks again.
     *
     * @param from    a relation of one row, of which the other two tell
     * @param headers SQL that gives the headers of the answer, an object of JSON
     * @param body    SQL that gives the body
     * @param first   the number of the first parameter
     */
    public static String claiming(String from, String headers, String body, int first) {
        return """
                claim as (
                    insert into idempotency_key (caller, key, fingerprint, status, created_at, headers, body)
                    select $%1$d, $%2$d, $%3$d, $%4$d, $%5$d, %7$s, %8$s from %9$s
                    on conflict (caller, key) do update
                        set fingerprint = excluded.fingerprint, status = excluded.status,
                            created_at = excluded.created_at, headers = excluded.headers, body = excluded.body
                        where idempotency_key.created_at < $%6$d
                    returning 1)""".formatted(first, first + 1, first + 2, first + 3, first + 4, first + 5, headers, body, from);
    }

    /**
     * Adds the values of {@link #claiming} for the key of the request under way, which is not claimed in another way
     * any more.
     *
     * @param status of the answer
     * @return what a statement fails with that found the key claimed before
     */
    public RuntimeException addClaimTo(List<Object> values, int status) {
        IdempotentRequest.Claim claim = request.take();
        request.keepsAnswer();
        values.add(claim.caller());
        values.add(claim.key());
        values.add(claim.fingerprint());
        values.add((short) status);
        values.add(now());
        values.add(now().minus(MEMORY));
        return new AlreadyClaimedException(claim);
    }

    /** Claims the key of the request under way, if it has one, in the current Hibernate transaction. */
    public Uni<Void> claim() {
        if (!Arc.container().requestContext().isActive()) {
            return Uni.createFrom().voidItem();
        }
        IdempotentRequest.Claim claim = request.take();
        if (claim == null) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into idempotency_key (caller, key, fingerprint, created_at)
                                values (?1, ?2, ?3, ?4)
                                on conflict (caller, key) do update
                                    set fingerprint = ?3, created_at = ?4, status = null, headers = null, body = null
                                    where idempotency_key.created_at < ?5""")
                        .setParameter(1, claim.caller())
                        .setParameter(2, claim.key())
                        .setParameter(3, claim.fingerprint())
                        .setParameter(4, now())
                        .setParameter(5, now().minus(MEMORY))
                        .executeUpdate())
                .invoke(claimed -> {
                    if (claimed == 0) {
                        throw new AlreadyClaimedException(claim);
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Forgets what an erased person created and was answered, and the answers that tell of the person, in the current
     * Hibernate transaction.
     *
     * @param id of the person, as it is written in answers
     */
    public Uni<Void> forget(String id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FORGET.replace('$', '?'))
                        .setParameter(1, id)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /**
     * Forgets what an erased person created and was answered, and the answers that tell of the person, in the
     * transaction of a connection.
     *
     * @param id of the person, as it is written in answers
     */
    public Uni<Void> forget(SqlClient transaction, String id) {
        return transaction.preparedQuery(FORGET).execute(Tuple.of(id)).replaceWithVoid();
    }

    private Uni<Void> keep(IdempotentRequest.Claim claim, RestResponse<?> answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : new String[] {HttpHeaders.LOCATION, HttpHeaders.ETAG}) {
            Object value = answer.getHeaders().getFirst(name);
            if (value != null) {
                headers.put(name, value.toString());
            }
        }
        return database.preparedQuery("""
                        update idempotency_key set status = $3, headers = $4, body = $5
                        where caller = $1 and key = $2""")
                .execute(Tuple.tuple(Arrays.asList(
                        claim.caller(),
                        claim.key(),
                        (short) answer.getStatus(),
                        json(headers),
                        json(answer.getEntity()))))
                .replaceWithVoid();
    }

    /** The first answer, which may be a moment behind the commit that let us find its row. */
    private <T> Uni<RestResponse<T>> replay(IdempotentRequest.Claim claim, int looks) {
        return database.preparedQuery("select * from idempotency_key where caller = $1 and key = $2")
                .execute(Tuple.of(claim.caller(), claim.key()))
                .map(rows -> rows.iterator().next())
                .invoke(row -> {
                    if (!claim.fingerprint().equals(row.getString("fingerprint"))) {
                        throw new UnprocessableException(HEADER, "was used with another request before");
                    }
                })
                .chain(row -> row.getShort("status") != null || looks == 0
                        ? Uni.createFrom().item(this.<T>answer(row))
                        : Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(PAUSE_BETWEEN_LOOKS)
                                .chain(() -> this.<T>replay(claim, looks - 1)));
    }

    @SuppressWarnings("unchecked")
    private <T> RestResponse<T> answer(Row row) {
        if (row.getShort("status") == null) {
            throw new AnswerLostException();
        }
        RestResponse.ResponseBuilder<Object> answer = RestResponse.ResponseBuilder.create(
                RestResponse.Status.fromStatusCode(row.getShort("status")), (Object) row.getString("body"));
        // As they were: a location that was relative stays so.
        headers(row).forEach(answer::header);
        return (RestResponse<T>) answer.type(MediaType.APPLICATION_JSON_TYPE)
                .header(REPLAYED_HEADER, "true")
                .build();
    }

    private Map<String, String> headers(Row row) {
        try {
            return mapper.readValue(row.getString("headers"), new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("headers are kept as JSON", impossible);
        }
    }

    private String fingerprint(Object body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(json(body).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException("requests and answers must be writable as JSON", unwritable);
        }
    }

    @Scheduled(every = "10m", delayed = "3m")
    Uni<Void> forgetTheOld() {
        return database.preparedQuery("delete from idempotency_key where created_at < $1")
                .execute(Tuple.of(now().minus(MEMORY)))
                .replaceWithVoid();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
