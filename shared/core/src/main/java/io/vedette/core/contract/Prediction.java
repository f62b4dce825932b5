package io.vedette.core.contract;

import java.time.Instant;
import java.util.List;

/**
 * A step in the life of a decision: a camera saw something (new), still sees it (update), sees it no more (end).
 *
 * @param decision the decision's id, unique within the device
 * @param label the smoothed class, {@code unknown} where none passed the threshold
 * @param confidence mean probability of the label over the frames so far
 * @param top the highest classes of the frame that led to this step
 * @param firstFrame index of the first frame that showed it, counted from 0 for each camera and boot
 * @param lastFrame index of the last frame so far
 * @param startedAt time of the first frame
 */
public record Prediction(
        Header header,
        String camera,
        String decision,
        Phase phase,
        String label,
        double confidence,
        List<Score> top,
        long firstFrame,
        long lastFrame,
        Instant startedAt,
        Latency latency)
        implements Message {

    /** The label of a decision for no class. */
    public static final String UNKNOWN = "unknown";

    public Prediction {
        top = List.copyOf(top);
        requireShare("confidence", confidence);
        if (firstFrame < 0 || lastFrame < firstFrame) {
            throw new IllegalArgumentException("frames are not in order: " + firstFrame + " to " + lastFrame);
        }
        if (!DeviceId.isValid(camera)) {
            throw new IllegalArgumentException(
                    "camera is not 1 to 63 lower-case letters, digits and dashes: '" + camera + "'");
        }
    }

    /** Where in its life a decision is. */
    public enum Phase {
        NEW,
        UPDATE,
        END
    }

    /** A class with its probability. */
    public record Score(String label, double probability) {
        public Score {
            requireShare("probability", probability);
        }
    }

    /** Where the time of the frame went, in milliseconds; {@code totalMs} runs from the decoded frame to the decision. */
    public record Latency(double preprocessMs, double inferenceMs, double totalMs) {}

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is not between 0 and 1: " + value);
        }
    }
}
