package io.recourse.platform.dialect;

import java.util.Map;

import io.recourse.platform.dialect.DialectConfig.Mode;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DialectSwitchTest {

    private static DialectSwitch with(Map<Dialect, Mode> modes) {
        return new DialectSwitch(dialect -> modes.getOrDefault(dialect, Mode.OFF));
    }

    @Test
    void refusesTwoThatWantTheSamePath() {
        Map<Dialect, Mode> both = Map.of(Dialect.TICKET_DESK, Mode.ON, Dialect.HELPDESK, Mode.ON);

        String message =
                assertThrows(IllegalStateException.class, () -> with(both)).getMessage();

        for (String named : new String[] {"ticket-desk", "helpdesk", "/api/tickets"}) {
            assertTrue(message.contains(named), message);
        }
    }

    @Test
    void leadsToTheOneThatIsOn() {
        DialectSwitch both = with(Map.of(Dialect.TICKET_DESK, Mode.PREFIXED, Dialect.HELPDESK, Mode.ON));

        assertEquals(
                new DialectSwitch.Spoken(Dialect.HELPDESK, "/dialects/helpdesk/api/tickets/7"),
                both.decide("/api/tickets/7/"));
        assertEquals(
                new DialectSwitch.Spoken(Dialect.TICKET_DESK, "/dialects/ticket-desk/api/tickets"),
                both.decide("/dialects/ticket-desk/api/tickets"));
    }

    @Test
    void leavesAloneWhatIsNoDialects() {
        DialectSwitch all = with(Map.of(Dialect.IMAGE_DESK, Mode.ON));

        for (String path : new String[] {"/", "/users", "/complaints", "/complaints/7", "/api/complaints", "/loginx"}) {
            assertEquals(new DialectSwitch.NotADialect(), all.decide(path), path);
        }
    }

    @Test
    void answersNothingOfWhatIsOff() {
        DialectSwitch none = with(Map.of());

        for (String path : new String[] {"/login", "/api/tickets/1", "/dialects", "/dialects/helpdesk/api/user"}) {
            assertEquals(new DialectSwitch.NotSpoken(), none.decide(path), path);
        }
    }
}
