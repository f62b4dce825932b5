package io.vedette.agent.gpio;

import java.util.Arrays;

/** How the status light tells the agent's condition, over and over: so many milliseconds on, so many off, so many on … */
public enum LightPattern {
    /** The agent starts: even, slow. */
    STARTING(500, 500),
    /** All is well: steady. */
    RUNNING(1000, 0),
    /** Frames are classified, but the fleet does not hear of it: a short gap now and then. */
    OFFLINE(1800, 200),
    /** Frames are not what the model knows: a long and a short flash. */
    DRIFT(900, 200, 200, 200),
    /** Another release is fetched or tried: two quick flashes and a pause. */
    UPDATING(100, 150, 100, 650),
    /** A camera gives no frames, or no model runs: quick. */
    FAULT(100, 100);

    @SuppressWarnings("ImmutableEnumChecker") // never written
    private final int[] turnsMs;

    private final int periodMs;

    LightPattern(int... turnsMs) {
        this.turnsMs = turnsMs;
        this.periodMs = Arrays.stream(turnsMs).sum();
    }

    /** Whether the light is on so long after the pattern began. */
    boolean isOn(long elapsedMs) {
        long left = elapsedMs % periodMs;
        boolean isOn = true;
        for (int turnMs : turnsMs) {
            if (left < turnMs) {
                return isOn;
            }
            left -= turnMs;
            isOn = !isOn;
        }
        throw new IllegalStateException("a bug in the status light: its turns are shorter than their sum");
    }
}
