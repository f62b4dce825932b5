package io.vedette.runtime.media;

import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/** What FFmpeg asks while it waits: whether to give up, because of a deadline or because the reader is being closed. */
final class Watch implements AutoCloseable {
    private static final Handles<Watch> HANDLES = new Handles<>();

    /** Referenced from native code for ever. */
    private static final AVIOInterruptCB.Callback_Pointer INTERRUPT = new AVIOInterruptCB.Callback_Pointer() {
        @Override
        public int call(Pointer opaque) {
            Watch watch = HANDLES.find(opaque);
            return watch == null || watch.isOver() ? 1 : 0;
        }
    };

    private final Pointer handle = HANDLES.register(this);
    private volatile long deadlineNs;
    private volatile boolean isRunning;
    private volatile boolean isStopped;

    void attach(AVFormatContext context) {
        context.interrupt_callback().callback(INTERRUPT).opaque(handle);
    }

    void start(Duration timeout) {
        deadlineNs = System.nanoTime() + timeout.toNanos();
        isRunning = true;
    }

    void pause() {
        isRunning = false;
    }

    void stop() {
        isStopped = true;
    }

    boolean isStopped() {
        return isStopped;
    }

    boolean isExpired() {
        return isRunning && System.nanoTime() - deadlineNs > 0;
    }

    boolean isOver() {
        return isStopped || isExpired();
    }

    /** Releases what native code knows it by, when no context is left that asks. */
    @Override
    public void close() {
        HANDLES.release(handle);
    }
}
