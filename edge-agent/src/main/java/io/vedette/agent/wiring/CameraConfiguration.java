package io.vedette.agent.wiring;

import io.vedette.agent.camera.CameraOptions;
import io.vedette.agent.camera.Pace;
import io.vedette.agent.pipeline.DecisionRule;
import io.vedette.agent.pipeline.SmoothingOptions;
import io.vedette.runtime.image.Region;
import io.vedette.runtime.media.MediaAddress;
import io.vedette.runtime.media.MediaException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A camera.
 *
 * @param source a picture, a video, {@code rtsp://…}, {@code /dev/videoN} or {@code exec:COMMAND}
 * @param region the part of the frame that is looked at; all of it if none is given
 * @param pace whether a file is read as its time stamps say, or fast
 * @param repeat whether a file begins anew at its end
 * @param drop whether a frame gives way to a newer one when inference is behind; by default only where frames come in their own time
 * @param noFramesAfter how long no frame may come before the source is opened anew
 * @param reopenAtMost longest time between two attempts to open
 * @param frames equal results in a row that make a decision
 * @param threshold probability that a result needs, else it is {@code unknown}
 * @param background labels that mean nothing is there
 * @param decision what one decision stands for
 * @param updateEvery how often a decision that goes on says so
 * @param top how many classes a message names
 * @param drift how it is watched whether what is seen is still what the model knows
 * @param health when its picture is called bad
 */
record CameraConfiguration(
        String source,
        @Nullable Region region,
        Pace pace,
        boolean repeat,
        @Nullable Boolean drop,
        Duration noFramesAfter,
        Duration reopenAtMost,
        int frames,
        double threshold,
        Set<String> background,
        DecisionRule decision,
        Duration updateEvery,
        int top,
        DriftConfiguration drift,
        SceneConfiguration health) {

    private static final Duration FIRST_REOPEN = Duration.ofSeconds(1);

    CameraConfiguration {
        background = Set.copyOf(background);
        if (source == null || source.isBlank()) {
            throw new IllegalArgumentException(
                    "source is missing; it is a picture, a video file, a stream's URL, /dev/videoN or exec:COMMAND");
        }
        if (reopenAtMost.compareTo(FIRST_REOPEN) < 0) {
            throw new IllegalArgumentException("reopen-at-most is not 1s or longer: " + reopenAtMost);
        }
        new SmoothingOptions(frames, threshold, background, decision, updateEvery, top);
        health.toOptions();
    }

    Region regionOrWhole() {
        return region == null ? Region.WHOLE : region;
    }

    boolean isDropping() {
        return drop == null ? pace == Pace.SOURCE : drop;
    }

    SmoothingOptions toSmoothing() {
        return new SmoothingOptions(frames, threshold, background, decision, updateEvery, top);
    }

    CameraOptions toOptions(String name, boolean isGivenUp) {
        return new CameraOptions(
                name,
                address(name),
                pace,
                repeat,
                isGivenUp,
                noFramesAfter,
                FIRST_REOPEN,
                reopenAtMost,
                health.toOptions());
    }

    private MediaAddress address(String name) {
        try {
            return MediaAddress.parse(source);
        } catch (MediaException e) {
            throw new ConfigurationException("cameras." + name + ".source", String.valueOf(e.getMessage()), e);
        }
    }
}
