package io.recourse.escalation;

import java.util.UUID;

/**
 * Has the database end the connection of whoever changes certain rows, in the middle of the transaction: to the others
 * that is a replica that was killed at this point.
 */
final class DeadConnections implements AutoCloseable {

    private final String table;
    private final String name = "fault_" + UUID.randomUUID().toString().replace("-", "");

    /**
     * @param table  whose rows are watched
     * @param change insert, update or delete
     * @param when   a condition on {@code new} or {@code old}
     * @param times  how often a connection is ended
     */
    DeadConnections(String table, String change, String when, int times) {
        this.table = table;
        TestDatabase.execute("create sequence " + name);
        TestDatabase.execute("""
                create function %1$s() returns trigger language plpgsql as $$
                begin
                    if nextval('%1$s') <= %2$d then
                        perform pg_terminate_backend(pg_backend_pid());
                        perform pg_sleep(10);
                    end if;
                    return null;
                end $$""".formatted(name, times));
        TestDatabase.execute("create trigger %1$s after %2$s on %3$s for each row when (%4$s) execute function %1$s()"
                .formatted(name, change, table, when));
    }

    /** How often rows were changed, the changes included that were lost with their connection. */
    long changes() {
        return TestDatabase.count("select case when is_called then last_value else 0 end from " + name);
    }

    @Override
    public void close() {
        TestDatabase.execute("drop trigger %s on %s".formatted(name, table));
        TestDatabase.execute("drop function %s()".formatted(name));
        TestDatabase.execute("drop sequence " + name);
    }
}
