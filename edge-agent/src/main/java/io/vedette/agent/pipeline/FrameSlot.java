package io.vedette.agent.pipeline;

import io.vedette.runtime.media.Pixels;

/** Room for one scaled frame, reused; owned by one thread at a time. */
final class FrameSlot {
    private final Pixels pixels;
    private long index;
    private long decodedNanos;

    FrameSlot(Pixels pixels) {
        this.pixels = pixels;
    }

    Pixels pixels() {
        return pixels;
    }

    void set(long newIndex, long newDecodedNanos) {
        index = newIndex;
        decodedNanos = newDecodedNanos;
    }

    long index() {
        return index;
    }

    long decodedNanos() {
        return decodedNanos;
    }
}
