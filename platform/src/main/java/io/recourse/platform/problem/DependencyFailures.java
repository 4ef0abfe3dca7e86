package io.recourse.platform.problem;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.core.impl.NoStackTraceTimeoutException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;

/** Tells a dependency that is away for the moment from a mistake that trying again would only repeat. */
public final class DependencyFailures {

    /** PostgreSQL error classes that pass: connection, resources, operator intervention, serialization and locks. */
    private static final Set<String> PASSING_SQL_STATES = Set.of("08", "53", "57", "40", "55");

    private DependencyFailures() {}

    /** Whether the failure, or a cause of it, is one that may be over at the next try. */
    public static boolean isTransient(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case PgException sql
                when sql.getSqlState() != null -> {
                    return PASSING_SQL_STATES.contains(sql.getSqlState().substring(0, 2));
                }
                case ClosedConnectionException gone -> {
                    return true;
                }
                case ClosedChannelException gone -> {
                    return true;
                }
                case NoStackTraceTimeoutException late -> {
                    return true;
                }
                case TimeoutException late -> {
                    return true;
                }
                case io.smallrye.mutiny.TimeoutException late -> {
                    return true;
                }
                case VertxException closed
                when String.valueOf(closed.getMessage()).contains("onnection") -> {
                    return true;
                }
                // What a statement gets whose connection was closed under the transaction.
                case NoStackTraceThrowable closed
                when String.valueOf(closed.getMessage()).contains("onnection") -> {
                    return true;
                }
                case com.fasterxml.jackson.core.JsonProcessingException malformed -> {
                    return false;
                }
                case IOException away -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }
}
