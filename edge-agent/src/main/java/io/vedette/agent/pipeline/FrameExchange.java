package io.vedette.agent.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * Hands frames from the thread that captures to the one that classifies. When a frame is ready and the one before it has not been taken, the older
 * gives way; or, where no frame may be dropped, the writer waits.
 *
 * <p>A stage takes over between two frames: from then on slots of the new stage are written, and when the last slot of the old one is back, the
 * reader is told. At most one frame is ready at a time and there is one writer, so a frame of the new stage is never taken before one of the old.
 */
final class FrameExchange {
    private final boolean isDropping;
    private Stage writing;
    private Stage reading;
    private @Nullable FrameSlot ready;
    private long dropped;
    private boolean isEnded;
    private boolean isEndTold;
    private boolean isClosed;

    /** What the reader is to do next. */
    enum Task {
        /** Take the frame that is ready. */
        CLASSIFY,
        /** Leave the stage whose last frame is through. */
        SWITCH,
        /** Finish what lives: no frame will come any more. */
        FINISH,
        /** Stop. */
        STOP
    }

    FrameExchange(boolean isDropping, Stage first) {
        this.isDropping = isDropping;
        this.writing = first;
        this.reading = first;
    }

    /** A slot to write a frame into; its stage is the frame's. */
    synchronized FrameSlot beginWrite() throws InterruptedException {
        while (writing.slots().isEmpty()) {
            wait();
        }
        return writing.slots().lend();
    }

    /** Gives on a written slot; counts its frame as dropped when interrupted. */
    synchronized void endWrite(FrameSlot slot) throws InterruptedException {
        try {
            while (!isDropping && ready != null) {
                wait();
            }
        } catch (InterruptedException e) {
            dropped++;
            release(slot);
            throw e;
        }
        if (ready != null) {
            dropped++;
            release(ready);
        }
        ready = slot;
        notifyAll();
    }

    /** Returns a slot without a frame. */
    synchronized void release(FrameSlot slot) {
        slot.stage().slots().giveBack(slot);
        notifyAll();
    }

    /** Has frames from the next on written for another stage; one switch must be through before the next begins. */
    synchronized void switchTo(Stage next) {
        if (isClosed) {
            throw new IllegalStateException("the pipeline is closed");
        }
        if (writing != reading) {
            throw new IllegalStateException("a switch is under way");
        }
        writing = next;
        notifyAll();
    }

    /** Waits until there is something to do for the reader. */
    synchronized Task await() throws InterruptedException {
        while (true) {
            if (writing != reading && reading.slots().isComplete()) {
                return Task.SWITCH;
            }
            if (ready != null) {
                return Task.CLASSIFY;
            }
            if (isEnded && !isEndTold) {
                isEndTold = true;
                return Task.FINISH;
            }
            if (isClosed) {
                return Task.STOP;
            }
            wait();
        }
    }

    /** The frame that is ready; after {@link Task#CLASSIFY}. */
    synchronized FrameSlot take() {
        FrameSlot slot = ready;
        if (slot == null) {
            throw new IllegalStateException("a bug in the pipeline: no frame is ready");
        }
        ready = null;
        notifyAll();
        return slot;
    }

    /** The stage to go on with; after {@link Task#SWITCH}. */
    synchronized Stage turn() {
        reading = writing;
        return reading;
    }

    /** The newest stage, to which the next frame will belong. */
    synchronized Stage newest() {
        return writing;
    }

    /** No frame will be written any more. */
    synchronized void end() {
        isEnded = true;
        notifyAll();
    }

    /** Has the reader stop when it is through. */
    synchronized void close() {
        isEnded = true;
        isClosed = true;
        notifyAll();
    }

    /** Frames that gave way to newer ones. */
    synchronized long dropped() {
        return dropped;
    }
}
