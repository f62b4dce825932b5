package io.vedette.agent.wiring;

import io.vedette.core.contract.Release;
import java.time.Duration;

/** Another release was put to work, but a camera's engine did not let go of the one before. */
final class SwitchStuckException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SwitchStuckException(String camera, Release next, Duration waited) {
        super("Camera " + camera + ": the engine does not answer; a frame has been in it for over "
                + waited.toSeconds() + " s while " + next.name() + " release " + next.number()
                + " waits to take over");
    }
}
