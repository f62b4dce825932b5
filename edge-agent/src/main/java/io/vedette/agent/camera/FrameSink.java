package io.vedette.agent.camera;

import io.vedette.runtime.media.Frame;

/** Takes a camera's frames, on the camera's thread. */
public interface FrameSink {
    /**
     * Takes a frame, which is valid only during the call.
     *
     * @param index counted from 0 for each run of the agent, across reopenings
     * @param decodedNanos when it was decoded, by the clock that never jumps
     */
    void accept(Frame frame, long index, long decodedNanos) throws InterruptedException;

    /** No frame will come any more. */
    void ended();
}
