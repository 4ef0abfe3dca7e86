package io.recourse.migrate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows on their way into a table by COPY. */
final class Copy implements AutoCloseable {

    private static final int SENT_AT_ONCE = 1 << 16;

    private final CopyIn copy;
    private final StringBuilder waiting = new StringBuilder(SENT_AT_ONCE + 4096);

    /** @param into table and columns */
    Copy(Connection connection, String into) throws SQLException {
        copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + into + " from stdin");
    }

    /** Adds a row; null is SQL's null. */
    void add(Object... values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                waiting.append('\t');
            }
            append(values[i]);
        }
        waiting.append('\n');
        if (waiting.length() > SENT_AT_ONCE) {
            try {
                send();
            } catch (SQLException failed) {
                throw new IOException(failed);
            }
        }
    }

    private void append(Object value) {
        if (value == null) {
            waiting.append("\\N");
            return;
        }
        String text = value.toString();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> waiting.append("\\\\");
                case '\t' -> waiting.append("\\t");
                case '\n' -> waiting.append("\\n");
                case '\r' -> waiting.append("\\r");
                default -> waiting.append(c);
            }
        }
    }

    private void send() throws SQLException {
        byte[] bytes = waiting.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        waiting.setLength(0);
    }

    /** Sends the rest; without it, nothing of it arrives. */
    void finish() throws SQLException {
        send();
        copy.endCopy();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
