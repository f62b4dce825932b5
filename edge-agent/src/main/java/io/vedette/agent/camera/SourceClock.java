package io.vedette.agent.camera;

import io.vedette.runtime.media.Frame;
import java.util.concurrent.TimeUnit;

/**
 * The time of a source, in microseconds, which never goes back: as its frames are to be shown where it says so, so that a file that is read fast takes no
 * shorter than it shows; where it does not, and from one opening to the next, as time went by. For one thread.
 */
public final class SourceClock {
    private boolean hasBegun;
    private long lastPresentationUs;
    private long lastNanos;
    private long nowUs;

    /**
     * The time of the next frame.
     *
     * @param presentationUs as {@link Frame#presentationUs()}
     * @param nanos when it came, by the clock that never jumps
     */
    public long at(long presentationUs, long nanos) {
        if (hasBegun) {
            boolean isTold = presentationUs != Frame.NO_TIME
                    && lastPresentationUs != Frame.NO_TIME
                    && presentationUs >= lastPresentationUs;
            nowUs += isTold
                    ? presentationUs - lastPresentationUs
                    : Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos - lastNanos));
        }
        hasBegun = true;
        lastPresentationUs = presentationUs;
        lastNanos = nanos;
        return nowUs;
    }
}
