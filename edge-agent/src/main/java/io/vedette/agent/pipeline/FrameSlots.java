package io.vedette.agent.pipeline;

import io.vedette.runtime.media.Pixels;
import java.util.function.Supplier;

/** A stage's three slots: one is being written, one is ready, one is being classified. Guarded by the exchange that lends them. */
final class FrameSlots {
    private final FrameSlot[] free;
    private int freeCount;

    FrameSlots(Stage stage, Supplier<Pixels> newPixels) {
        this.free = new FrameSlot[] {
            new FrameSlot(stage, newPixels.get()),
            new FrameSlot(stage, newPixels.get()),
            new FrameSlot(stage, newPixels.get())
        };
        this.freeCount = free.length;
    }

    boolean isEmpty() {
        return freeCount == 0;
    }

    /** Lends a slot; there must be one. */
    FrameSlot lend() {
        return free[--freeCount];
    }

    void giveBack(FrameSlot slot) {
        free[freeCount++] = slot;
    }

    /** Whether none is lent, so that none of the stage's frames is on its way. */
    boolean isComplete() {
        return freeCount == free.length;
    }
}
