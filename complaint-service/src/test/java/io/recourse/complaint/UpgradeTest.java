package io.recourse.complaint;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.recourse.embedded.SchemaUpgrade;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A database of the first release becomes one of the present, with all that is in it, while that release still runs. */
class UpgradeTest {

    private final SchemaUpgrade upgrade = SchemaUpgrade.fromFirstRelease("complaint", "upgrade/first-release.sql");

    @AfterEach
    void close() {
        upgrade.close();
    }

    @Test
    void keepsWhatIsThere() {
        Map<String, String> columns = new TreeMap<>();
        upgrade.tables().forEach(table -> columns.put(table, upgrade.columns(table)));
        Map<String, List<String>> before = contents(columns);

        upgrade.toPresent();

        assertEquals(before, contents(columns));
        assertTrue(before.values().stream().noneMatch(List::isEmpty), "every table has something to lose");
    }

    @Test
    void takesWhatTheFirstReleaseStillWrites() {
        upgrade.toPresent();

        upgrade.run("upgrade/first-release-goes-on.sql");

        assertEquals(List.of("0"), upgrade.rows("select count(*) from complaint_history where hash is null"));
        assertEquals(
                List.of("in_progress|f"),
                upgrade.rows("select status, assigned_to is null from complaint where id = 4"));
    }

    @Test
    void countsAndSealsWhatWasThereBefore() {
        upgrade.toPresent();

        assertEquals(
                List.of("escalated|1", "open|1", "resolved|1"),
                upgrade.rows(
                        "select status, sum(amount) from complaint_count where scope = 'all' group by 1 order by 1"));
        assertEquals(
                List.of("escalated|1", "opened|3", "resolved|1"),
                upgrade.rows("select kind, sum(amount) from activity_count group by 1 order by 1"));
        assertEquals(List.of("t"), upgrade.rows("""
                        select bool_and(hash = history_hash(before, entry)) from (
                            select entry, hash, lag(hash) over (partition by complaint_id order by id) as before
                            from complaint_history entry) as chain"""));
    }

    private Map<String, List<String>> contents(Map<String, String> columns) {
        Map<String, List<String>> contents = new TreeMap<>();
        columns.forEach((table, names) -> contents.put(table, upgrade.table(table, names)));
        return contents;
    }
}
