package io.vedette.console.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.function.LongConsumer;

/** A request's body that tells how many of its bytes have gone. */
final class CountedBody implements BodyPublisher {
    private final BodyPublisher body;
    private final LongConsumer onSent;

    /** @param onSent is told of each piece how many bytes it has */
    CountedBody(BodyPublisher body, LongConsumer onSent) {
        this.body = body;
        this.onSent = onSent;
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        body.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscriber.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer piece) {
                onSent.accept(piece.remaining());
                subscriber.onNext(piece);
            }

            @Override
            public void onError(Throwable failure) {
                subscriber.onError(failure);
            }

            @Override
            public void onComplete() {
                subscriber.onComplete();
            }
        });
    }
}
