package io.vedette.agent.wiring;

import io.vedette.agent.camera.SceneOptions;
import java.time.Duration;

/**
 * When a camera's picture is called bad, all in the source's time.
 *
 * @param every how often the picture is looked at; zero: never
 * @param frozenAfter how long it must stay the same
 * @param coveredAfter how long there must be next to nothing in it
 * @param blurredAfter how long it must lack the sharpness that it had
 * @param goodAfter how long it must be well before it is called so again
 */
record SceneConfiguration(
        Duration every, Duration frozenAfter, Duration coveredAfter, Duration blurredAfter, Duration goodAfter) {

    SceneOptions toOptions() {
        return new SceneOptions(every, frozenAfter, coveredAfter, blurredAfter, goodAfter);
    }
}
