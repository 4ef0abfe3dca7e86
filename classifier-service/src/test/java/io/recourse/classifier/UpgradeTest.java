package io.recourse.classifier;

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

    private final SchemaUpgrade upgrade = SchemaUpgrade.fromFirstRelease("classifier", "upgrade/first-release.sql");

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

        assertEquals(List.of("billing"), upgrade.rows("select chosen_category from suggestion where complaint_id = 3"));
    }

    private Map<String, List<String>> contents(Map<String, String> columns) {
        Map<String, List<String>> contents = new TreeMap<>();
        columns.forEach((table, names) -> contents.put(table, upgrade.table(table, names)));
        return contents;
    }
}
