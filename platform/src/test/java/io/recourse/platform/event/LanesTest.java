package io.recourse.platform.event;

import java.util.ArrayList;
import java.util.List;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class LanesTest {

    private final Lanes lanes = new Lanes();
    private final List<String> begun = new ArrayList<>();
    private final List<UniEmitter<? super Void>> underWay = new ArrayList<>();

    @Test
    void keepsTheOrderOfAKey() {
        queue("1", "first");
        queue("1", "second");
        queue("2", "other");

        assertEquals(List.of("first", "other"), begun);
        underWay.getFirst().complete(null);
        assertEquals(List.of("first", "other", "second"), begun);
    }

    @Test
    void goesOnAfterAFailure() {
        queue("1", "first");
        queue("1", "second");

        underWay.getFirst().fail(new IllegalStateException("expected"));

        assertEquals(List.of("first", "second"), begun);
    }

    @Test
    void forgetsLanesWithoutWork() {
        queue("1", "first");
        queue("1", "second");

        underWay.getFirst().complete(null);
        assertEquals(1, lanes.inUse());
        underWay.getLast().complete(null);
        assertEquals(0, lanes.inUse());
    }

    private void queue(String key, String name) {
        lanes.queue(key, () -> {
                    begun.add(name);
                    return Uni.createFrom().<Void>emitter(underWay::add);
                })
                .subscribe()
                .with(done -> {}, failure -> {});
    }
}
