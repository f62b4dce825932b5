package io.vedette.agent.camera;

import io.vedette.core.contract.DeviceId;
import io.vedette.runtime.media.MediaAddress;
import java.time.Duration;

/**
 * A camera and how it is kept alive.
 *
 * @param pace how fast a file is read
 * @param isRepeated whether a file begins anew at its end
 * @param isGivenUp whether a file that cannot be read is taken as ended instead of being tried again
 * @param noFramesAfter how long no frame may come before the source is opened anew
 * @param reopenAfter how long to wait before the second attempt to open; doubles with each further one
 * @param reopenAtMost limit of that
 * @param scene when its picture is called bad
 */
public record CameraOptions(
        String name,
        MediaAddress source,
        Pace pace,
        boolean isRepeated,
        boolean isGivenUp,
        Duration noFramesAfter,
        Duration reopenAfter,
        Duration reopenAtMost,
        SceneOptions scene) {

    public CameraOptions {
        if (!DeviceId.isValid(name)) {
            throw new IllegalArgumentException(
                    "camera name is not 1 to 63 lower-case letters, digits and dashes: '" + name + "'");
        }
        if (noFramesAfter.toMillis() < 1 || reopenAfter.toMillis() < 1 || reopenAtMost.compareTo(reopenAfter) < 0) {
            throw new IllegalArgumentException("times of camera " + name + " are not positive and growing");
        }
    }

    /** How long to wait before opening again after so many failures in a row, 1 after the first. */
    Duration delayAfter(int failures) {
        Duration delay = reopenAfter;
        for (int i = 1; i < failures && delay.compareTo(reopenAtMost) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(reopenAtMost) < 0 ? delay : reopenAtMost;
    }
}
