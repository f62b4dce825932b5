package io.vedette.agent.pipeline;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands frames from the thread that captures to the one that classifies, in three slots: one is being written, one is ready, one is being
 * classified. When a frame is ready and the one before it has not been taken, the older gives way; or, where no frame may be dropped, the writer
 * waits.
 */
final class FrameExchange {
    private final boolean isDropping;
    private @Nullable FrameSlot free1;
    private @Nullable FrameSlot free2;
    private @Nullable FrameSlot free3;
    private @Nullable FrameSlot ready;
    private long dropped;
    private boolean isEnded;

    FrameExchange(boolean isDropping, Supplier<FrameSlot> newSlot) {
        this.isDropping = isDropping;
        this.free1 = newSlot.get();
        this.free2 = newSlot.get();
        this.free3 = newSlot.get();
    }

    /** A slot to write a frame into. */
    synchronized FrameSlot beginWrite() throws InterruptedException {
        while (true) {
            FrameSlot slot = free1 != null ? free1 : free2 != null ? free2 : free3;
            if (slot != null) {
                remove(slot);
                return slot;
            }
            wait();
        }
    }

    private void remove(FrameSlot slot) {
        if (free1 == slot) {
            free1 = null;
        } else if (free2 == slot) {
            free2 = null;
        } else {
            free3 = null;
        }
    }

    /** Gives on a written slot; counts its frame as dropped when interrupted. */
    synchronized void endWrite(FrameSlot slot) throws InterruptedException {
        try {
            while (!isDropping && ready != null) {
                wait();
            }
        } catch (InterruptedException e) {
            dropped++;
            add(slot);
            throw e;
        }
        if (ready != null) {
            dropped++;
            add(ready);
        }
        ready = slot;
        notifyAll();
    }

    /** Returns a slot without a frame. */
    synchronized void release(FrameSlot slot) {
        add(slot);
        notifyAll();
    }

    private void add(FrameSlot slot) {
        if (free1 == null) {
            free1 = slot;
        } else if (free2 == null) {
            free2 = slot;
        } else {
            free3 = slot;
        }
    }

    /** The next frame, or null when there will be none. */
    synchronized @Nullable FrameSlot take() throws InterruptedException {
        while (ready == null && !isEnded) {
            wait();
        }
        FrameSlot slot = ready;
        ready = null;
        notifyAll();
        return slot;
    }

    /** No frame will be written any more. */
    synchronized void end() {
        isEnded = true;
        notifyAll();
    }

    /** Frames that gave way to newer ones. */
    synchronized long dropped() {
        return dropped;
    }
}
