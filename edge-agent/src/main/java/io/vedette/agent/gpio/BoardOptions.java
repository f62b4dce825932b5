package io.vedette.agent.gpio;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which pins do what; pins are numbered as the processor does (BCM).
 *
 * @param statusLight pin of the status light, if there is one
 */
public record BoardOptions(@Nullable Integer statusLight, List<Output> outputs) {
    private static final int LAST_PIN = 63;

    public BoardOptions {
        outputs = List.copyOf(outputs);
        Set<Integer> pins = new HashSet<>();
        if (statusLight != null) {
            requirePin(statusLight);
            pins.add(statusLight);
        }
        for (Output output : outputs) {
            if (!pins.add(output.pin())) {
                throw new IllegalArgumentException("pin " + output.pin() + " is given two tasks");
            }
        }
    }

    /**
     * A pin that is high while a decision for one of the labels lives.
     *
     * @param minimumPulse how long it stays high at least
     */
    public record Output(int pin, Set<String> labels, Duration minimumPulse) {
        public Output {
            labels = Set.copyOf(labels);
            requirePin(pin);
            if (labels.isEmpty()) {
                throw new IllegalArgumentException("output on pin " + pin + " has no labels to follow");
            }
            if (minimumPulse.isNegative()) {
                throw new IllegalArgumentException("minimum pulse of pin " + pin + " is negative: " + minimumPulse);
            }
        }
    }

    /** Whether anything is to be done with pins. */
    public boolean isEmpty() {
        return statusLight == null && outputs.isEmpty();
    }

    private static void requirePin(int pin) {
        if (pin < 0 || pin > LAST_PIN) {
            throw new IllegalArgumentException("pin is not from 0 to " + LAST_PIN + ": " + pin);
        }
    }
}
