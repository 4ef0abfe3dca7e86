package io.recourse.classifier;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

import static org.junit.jupiter.api.Assertions.assertFalse;

/** All that is logged while it is open. */
public final class CapturedLog extends Handler implements AutoCloseable {

    private final PatternFormatter formatter = new PatternFormatter("%c %s%e%n");
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private CapturedLog() {
        setLevel(Level.ALL);
    }

    public static CapturedLog open() {
        CapturedLog log = new CapturedLog();
        Logger.getLogger("").addHandler(log);
        return log;
    }

    @Override
    public void publish(LogRecord logged) {
        lines.add(formatter.format(ExtLogRecord.wrap(logged)));
    }

    public List<String> lines() {
        return lines;
    }

    /** Fails if any line, stack traces included, has one of the texts. */
    public void assertNothingOf(String... secrets) {
        for (String line : lines) {
            for (String secret : secrets) {
                assertFalse(line.contains(secret), line);
            }
        }
    }

    List<String> linesOf(Class<?> logger) {
        return lines.stream()
                .filter(line -> line.startsWith(logger.getName() + " "))
                .toList();
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
