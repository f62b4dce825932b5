package io.vedette.agent.pipeline;

import io.vedette.runtime.media.Pixels;

/** Room for one frame as its stage scales it, reused; owned by one thread at a time. */
final class FrameSlot {
    private final Stage stage;
    private final Pixels pixels;
    private long index;
    private long presentationUs;
    private long decodedNanos;

    FrameSlot(Stage stage, Pixels pixels) {
        this.stage = stage;
        this.pixels = pixels;
    }

    /** The stage to which the frame belongs. */
    Stage stage() {
        return stage;
    }

    Pixels pixels() {
        return pixels;
    }

    void set(long newIndex, long newPresentationUs, long newDecodedNanos) {
        index = newIndex;
        presentationUs = newPresentationUs;
        decodedNanos = newDecodedNanos;
    }

    long index() {
        return index;
    }

    long presentationUs() {
        return presentationUs;
    }

    long decodedNanos() {
        return decodedNanos;
    }
}
