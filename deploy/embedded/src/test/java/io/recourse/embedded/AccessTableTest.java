package io.recourse.embedded;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class AccessTableTest {

    private static final String HEADER = "operation | object | nobody | admin | body\n";

    @Test
    void readsWhoGetsWhat() {
        AccessTable table = AccessTable.parse(HEADER + """
                # Things
                PATCH /things/{id} | thing | 401 | 200 | {"name": "n"}
                """);

        assertEquals(
                List.of(new AccessTable.Row(
                        "PATCH", "/things/{id}", "thing", Map.of("nobody", 401, "admin", 200), "{\"name\": \"n\"}")),
                table.rows());
    }

    @Test
    void namesOperationsThatOnlyTheTableOrTheDescriptionHas() throws Exception {
        AccessTable table = AccessTable.parse(HEADER + "GET /things | | 401 | 200 |\nGET /relics | | 401 | 200 |\n");
        String description = """
                {"paths": {"/things": {"parameters": [], "get": {"responses": {}}, "post": {"responses": {}}}}}""";

        assertEquals(
                List.of("POST /things is not in the table", "GET /relics is not in the description"),
                table.differences(new ObjectMapper().readTree(description)));
    }

    @Test
    void refusesARowThatLacksACaller() {
        String row = "GET /things | | 401 |\n";

        assertThrows(IllegalArgumentException.class, () -> AccessTable.parse(HEADER + row));
    }
}
