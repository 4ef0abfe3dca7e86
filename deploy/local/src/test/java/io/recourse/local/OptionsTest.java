package io.recourse.local;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class OptionsTest {
    @Test
    void wantsAllServicesUnlessSomeAreNamed() {
        assertEquals(Set.of(Service.values()), parse().services());
        assertEquals(
                Set.of(Service.COMPLAINT, Service.IDENTITY),
                parse("--only", "complaint,identity").services());
    }

    @Test
    void namesTheServiceThatThereIsNot() {
        CannotStartException refusal =
                assertThrows(CannotStartException.class, () -> parse("--only", "complaint,complaints"));
        assertEquals(
                "There is no service 'complaints': --only takes some of identity, complaint, escalation and classifier.",
                refusal.getMessage());
    }

    private static Options parse(String... arguments) {
        return Options.parse(arguments);
    }
}
