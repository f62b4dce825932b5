package io.vedette.console.web;

import io.micronaut.http.sse.Event;
import java.util.concurrent.ArrayBlockingQueue;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Sinks;

/** One client that listens to events, with what waits to be sent to it. */
final class Listener {
    private static final int MAX_WAITING = 1_000;

    private final EventFilter filter;
    private final Sinks.Many<Event<String>> sink =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(MAX_WAITING));

    Listener(EventFilter filter) {
        this.filter = filter;
    }

    EventFilter filter() {
        return filter;
    }

    /** Hands an event on; false if the client is gone or too far behind, and then ends. */
    synchronized boolean offer(Event<String> event) {
        if (sink.tryEmitNext(event).isSuccess()) {
            return true;
        }
        complete();
        return false;
    }

    synchronized void complete() {
        sink.tryEmitComplete();
    }

    /** What the client receives. */
    Publisher<Event<String>> events(Runnable whenGone) {
        return sink.asFlux().doFinally(signal -> whenGone.run());
    }
}
