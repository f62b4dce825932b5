package io.vedette.agent.gpio;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Whether a pin that follows classes is high: while a decision for one of its labels lives, and for a minimum time. No clock, no thread. */
final class ClassOutput {
    private final Set<String> labels;
    private final long minimumNanos;
    private final Set<String> live = new HashSet<>();
    private boolean wasLive;
    private long risenAt;

    ClassOutput(Set<String> labels, Duration minimumPulse) {
        this.labels = Set.copyOf(labels);
        this.minimumNanos = minimumPulse.toNanos();
    }

    /**
     * A decision began, goes on or ended.
     *
     * @param label what it is for now
     */
    void decided(String decision, String label, boolean isEnd, long now) {
        if (!isEnd && labels.contains(label)) {
            if (live.isEmpty()) {
                risenAt = now;
                wasLive = true;
            }
            live.add(decision);
        } else {
            live.remove(decision);
        }
    }

    boolean isHigh(long now) {
        return !live.isEmpty() || (wasLive && now - risenAt < minimumNanos);
    }
}
