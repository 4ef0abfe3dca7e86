package io.recourse.complaint.stream;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.BackPressureFailure;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class EventQueueTest {

    private final AtomicInteger listening = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private final EventQueue<Integer> queue =
            new EventQueue<>(3, () -> listening.set(1), () -> listening.set(0), dropped::incrementAndGet);

    @Test
    void keepsWhatIsNotAskedForYetInOrder() {
        AssertSubscriber<Integer> reader = queue.subscribe().withSubscriber(AssertSubscriber.create(1));

        IntStream.range(0, 4).forEach(queue::add);

        reader.assertItems(0).request(2).assertItems(0, 1, 2);
    }

    @Test
    void givesUpAReaderWhoFallsBehind() {
        AssertSubscriber<Integer> reader = queue.subscribe().withSubscriber(AssertSubscriber.create(0));

        IntStream.range(0, 5).forEach(queue::add);

        reader.assertFailedWith(BackPressureFailure.class).assertHasNotReceivedAnyItem();
        assertEquals(1, dropped.get());
        assertEquals(0, listening.get());
    }

    @Test
    void endsBehindWhatWaits() {
        AssertSubscriber<Integer> reader = queue.subscribe().withSubscriber(AssertSubscriber.create(0));
        queue.add(7);

        queue.complete();

        reader.assertNotTerminated().request(1).assertItems(7).assertCompleted();
        assertEquals(0, listening.get());
    }

    @Test
    void listensNoMoreForAReaderWhoHasGoneAtOnce() {
        queue.subscribe().withSubscriber(new AssertSubscriber<>(0, true));

        assertEquals(0, listening.get());
    }
}
