package io.recourse.complaint.stream;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.BackPressureFailure;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(dropped).hasValue(1);
        assertThat(listening).hasValue(0);
    }

    @Test
    void endsBehindWhatWaits() {
        AssertSubscriber<Integer> reader = queue.subscribe().withSubscriber(AssertSubscriber.create(0));
        queue.add(7);

        queue.complete();

        reader.assertNotTerminated().request(1).assertItems(7).assertCompleted();
        assertThat(listening).hasValue(0);
    }

    @Test
    void listensNoMoreForAReaderWhoHasGoneAtOnce() {
        queue.subscribe().withSubscriber(new AssertSubscriber<>(0, true));

        assertThat(listening).hasValue(0);
    }
}
