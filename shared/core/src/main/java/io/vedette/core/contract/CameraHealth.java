package io.vedette.core.contract;

import java.time.Instant;

/**
 * How a camera does.
 *
 * @param since when it came into this state
 * @param detail the reason in words; empty where all is well
 */
public record CameraHealth(Header header, String camera, State state, Instant since, String detail) implements Message {
    /** How a camera does. */
    public enum State {
        /** Frames come and look right. */
        OK,
        /** It is being opened for the first time. */
        STARTING,
        /** No frames come; it is being opened again and again. */
        NO_FRAMES,
        /** A file or picture has been read to its end. */
        ENDED,
        FROZEN,
        COVERED,
        BLURRED,
        MOVED
    }
}
