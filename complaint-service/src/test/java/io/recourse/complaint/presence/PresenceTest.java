package io.recourse.complaint.presence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class PresenceTest {

    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

    private final Viewer ana = new Viewer(UUID.randomUUID(), "ana", "Ana Ito");
    private final Viewer ben = new Viewer(UUID.randomUUID(), "ben", "Ben Oz");
    private Instant now = START;
    private final Audience audience = new Audience(new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });
    private final List<List<Viewer>> told = new ArrayList<>();

    @Test
    void tellsOfComingsAndGoingsAlone() {
        audience.join(viewers -> told.add(viewers.viewers()));

        audience.notice(sighting(ben, false));
        audience.notice(sighting(ana, false));
        audience.notice(sighting(ana, false));
        audience.notice(sighting(ben, true));
        audience.notice(sighting(ben, true));

        assertEquals(List.of(List.of(ben), List.of(ana, ben), List.of(ana)), told);
        assertEquals(List.of(ana), audience.of(1));
    }

    @Test
    void forgetsThoseWhoFallSilent() {
        audience.notice(sighting(ana, false));
        audience.notice(sighting(ben, false));
        audience.join(viewers -> told.add(viewers.viewers()));
        now = START.plus(Duration.ofSeconds(20));
        audience.notice(sighting(ana, false));

        now = START.plus(Duration.ofSeconds(31));
        audience.forgetTheSilent();

        assertEquals(List.of(List.of(ana)), told);
    }

    private static Sighting sighting(Viewer viewer, boolean left) {
        return new Sighting(1, UUID.randomUUID(), null, viewer, left);
    }
}
