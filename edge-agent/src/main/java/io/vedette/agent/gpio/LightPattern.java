package io.vedette.agent.gpio;

/** How the status light tells the agent's condition: so many milliseconds on, so many off. */
public enum LightPattern {
    /** The agent starts: even, slow. */
    STARTING(500, 500),
    /** All is well: steady. */
    RUNNING(1000, 0),
    /** Frames are classified, but the fleet does not hear of it: a short gap now and then. */
    OFFLINE(1800, 200),
    /** A camera gives no frames, or no model runs: quick. */
    FAULT(100, 100);

    private final int onMs;
    private final int offMs;

    LightPattern(int onMs, int offMs) {
        this.onMs = onMs;
        this.offMs = offMs;
    }

    /** Whether the light is on so long after the pattern began. */
    boolean isOn(long elapsedMs) {
        return elapsedMs % (onMs + offMs) < onMs;
    }
}
