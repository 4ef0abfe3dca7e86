package io.recourse.platform.problem;

import java.net.ConnectException;
import java.util.concurrent.CompletionException;

import com.fasterxml.jackson.core.JsonParseException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DependencyFailuresTest {

    @Test
    void passOver() {
        assertTrue(DependencyFailures.isTransient(new ConnectException("refused")));
        assertTrue(DependencyFailures.isTransient(new CompletionException(ClosedConnectionException.INSTANCE)));
        assertTrue(DependencyFailures.isTransient(sql("57P03")));
        assertTrue(DependencyFailures.isTransient(
                new NoStackTraceThrowable("Connection is not active now, current status: CLOSED")));
        assertTrue(DependencyFailures.isTransient(
                new VertxException("no connection: the database does not answer", true)));
        assertTrue(DependencyFailures.isTransient(new IllegalStateException("wrapped", sql("40P01"))));
    }

    @Test
    void orDoNot() {
        assertFalse(DependencyFailures.isTransient(new IllegalStateException("a mistake")));
        assertFalse(DependencyFailures.isTransient(sql("23505")));
        assertFalse(DependencyFailures.isTransient(new JsonParseException(null, "not JSON")));
    }

    private static PgException sql(String state) {
        return new PgException("away", "ERROR", state, "");
    }
}
