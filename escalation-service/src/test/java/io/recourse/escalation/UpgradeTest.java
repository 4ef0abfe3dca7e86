package io.recourse.escalation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.recourse.embedded.SchemaUpgrade;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A database of the first release becomes one of the present, with all that is in it, while that release still runs. */
class UpgradeTest {

    private final SchemaUpgrade upgrade = SchemaUpgrade.fromFirstRelease("escalation", "upgrade/first-release.sql");

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

        assertThat(contents(columns)).isEqualTo(before);
        assertThat(before.values()).as("every table has something to lose").noneMatch(List::isEmpty);
    }

    @Test
    void takesWhatTheFirstReleaseStillWrites() {
        upgrade.toPresent();

        upgrade.run("upgrade/first-release-goes-on.sql");

        assertThat(upgrade.rows("select state, traceparent from mail where event_id = 'event-9'"))
                .containsExactly("waiting|null");
    }

    private Map<String, List<String>> contents(Map<String, String> columns) {
        Map<String, List<String>> contents = new TreeMap<>();
        columns.forEach((table, names) -> contents.put(table, upgrade.table(table, names)));
        return contents;
    }
}
