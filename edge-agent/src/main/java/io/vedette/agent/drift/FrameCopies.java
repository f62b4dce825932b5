package io.vedette.agent.drift;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Copies of frames spread evenly over a stretch of unknown length, so that its middle is among them when it ends.
 *
 * <p>Every frame is kept until the room is full; then every second one is forgotten and from there on only every second frame is kept, and so on. So
 * a stretch of n frames has at least half the room's copies, and one of them lies within a twelfth or so of n from the middle, in fixed room and with
 * ever less work. For one thread.
 */
final class FrameCopies {
    private static final int ROOM = 16;

    private final FrameCopy[] copies = new FrameCopy[ROOM];
    private int count;
    private long seen;
    private long stride = 1;

    FrameCopies(Supplier<FrameCopy> newCopy) {
        for (int i = 0; i < ROOM; i++) {
            copies[i] = newCopy.get();
        }
    }

    /** Copies the frame if its turn has come. */
    void offer(long frame, long sourceUs, ByteBuffer pixels, float[] probabilities, float[] embedding) {
        long place = seen++;
        if (count == ROOM) {
            forgetEverySecond();
        }
        if (place % stride == 0) {
            copies[count++].set(frame, sourceUs, pixels, probabilities, embedding);
        }
    }

    private void forgetEverySecond() {
        for (int i = 1; i < ROOM / 2; i++) {
            FrameCopy kept = copies[2 * i];
            copies[2 * i] = copies[i];
            copies[i] = kept;
        }
        count = ROOM / 2;
        stride *= 2;
    }

    /** The copy of the frame nearest to {@code frame}, or null if there is none at all. */
    @Nullable
    FrameCopy findNearest(long frame) {
        FrameCopy nearest = null;
        for (int i = 0; i < count; i++) {
            if (nearest == null || Math.abs(copies[i].frame() - frame) < Math.abs(nearest.frame() - frame)) {
                nearest = copies[i];
            }
        }
        return nearest;
    }

    /** Frames offered since the stretch began. */
    long seen() {
        return seen;
    }

    /** The first frame of the stretch; there must be one. */
    FrameCopy first() {
        return copies[0];
    }

    /** Begins another stretch. */
    void clear() {
        count = 0;
        seen = 0;
        stride = 1;
    }
}
