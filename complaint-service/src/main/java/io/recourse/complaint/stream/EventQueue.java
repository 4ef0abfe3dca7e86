package io.recourse.complaint.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Flow;

import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.BackPressureFailure;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * Events on their way to one reader, who takes them one after the other and is given up who falls behind by too many.
 * There are thousands of these, and most are empty: what waits takes memory, and not what may have to wait. Events are
 * added by any thread.
 */
final class EventQueue<T> extends AbstractMulti<T> implements Flow.Subscription {

    private final int capacity;
    private final Runnable begin;
    private final Runnable end;
    private final Runnable overflow;
    private final Deque<T> waiting = new ArrayDeque<>(2);
    private MultiSubscriber<? super T> reader;
    private long requested;
    private Throwable failure;
    private boolean sending;
    private boolean complete;
    private boolean ended;

    /**
     * Prepares a queue for one reader.
     *
     * @param capacity how many events may wait
     * @param begin    called when the reader is there
     * @param end      called when there is no reader any more, for whatever reason; perhaps twice
     * @param overflow called when the reader is given up
     */
    EventQueue(int capacity, Runnable begin, Runnable end, Runnable overflow) {
        this.capacity = capacity;
        this.begin = begin;
        this.end = end;
        this.overflow = overflow;
    }

    @Override
    public void subscribe(MultiSubscriber<? super T> subscriber) {
        synchronized (this) {
            if (reader != null) {
                Subscriptions.fail(subscriber, new IllegalStateException("there is a reader already"));
                return;
            }
            reader = subscriber;
        }
        subscriber.onSubscribe(this);
        begin.run();
        if (hasEnded()) {
            // While it began.
            end.run();
        }
    }

    /** Adds an event; does nothing when the reader has gone. */
    void add(T event) {
        boolean full;
        synchronized (this) {
            if (complete || ended || failure != null) {
                return;
            }
            full = waiting.size() == capacity;
            if (full) {
                failure = new BackPressureFailure("the reader is too slow");
            } else {
                waiting.add(event);
            }
        }
        if (full) {
            overflow.run();
        }
        send();
    }

    /** Ends the stream behind what waits. */
    void complete() {
        synchronized (this) {
            complete = true;
        }
        send();
    }

    @Override
    public void request(long amount) {
        synchronized (this) {
            requested = Subscriptions.add(requested, amount);
        }
        send();
    }

    @Override
    public void cancel() {
        if (end()) {
            end.run();
        }
    }

    /** Sends what can be sent, unless somebody does already, who will see to it then. */
    private void send() {
        synchronized (this) {
            if (sending) {
                return;
            }
            sending = true;
        }
        for (T event = next(); event != null; event = next()) {
            reader.onItem(event);
        }
    }

    /** The next event; null when there is nothing to do, and then nobody is sending any more. */
    private T next() {
        Throwable failed;
        synchronized (this) {
            failed = failure;
            boolean over = !ended && (failed != null || (complete && waiting.isEmpty()));
            if (!over) {
                if (!ended && requested > 0 && !waiting.isEmpty()) {
                    requested--;
                    return waiting.remove();
                }
                sending = false;
                return null;
            }
        }
        cancel();
        if (failed != null) {
            reader.onFailure(failed);
        } else {
            reader.onCompletion();
        }
        return null;
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    private synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        waiting.clear();
        return first;
    }
}
