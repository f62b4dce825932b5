package io.vedette.agent.wiring;

import io.vedette.agent.camera.CameraListener;
import io.vedette.agent.camera.CameraStatus;
import io.vedette.agent.pipeline.Model;
import io.vedette.agent.pipeline.StageObserver;

/** Gives each camera the one who looks on while a model is at work there. */
@FunctionalInterface
interface Observers {
    /** Nobody looks on. */
    Observers NONE = (camera, configuration, model) -> StageObserver.NONE;

    /** A new observer, for one camera and as long as {@code model} is at work. */
    StageObserver observerFor(String camera, CameraConfiguration configuration, Model model);

    /** Hears how a camera does, on its thread. */
    default void changed(String camera, CameraStatus status) {}

    /** Sees what a camera's whole frame looks like now and then, as {@link CameraListener#seen}. */
    default void seen(String camera, byte[] picture) {}

    /** Whether, by what they have seen, frames are not what the model knows. */
    default boolean isDriftAlarm() {
        return false;
    }
}
