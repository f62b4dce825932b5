package io.vedette.agent.camera;

import io.vedette.core.contract.CameraHealth.State;
import java.time.Duration;

/**
 * How a camera's picture does, which changes only when what is seen of it has lasted.
 *
 * @param told how it does
 * @param found what was seen last
 * @param sinceUs since when that was seen without a break
 */
record SceneHealth(State told, State found, long sinceUs) {

    /**
     * What was seen of one picture.
     *
     * @param isFrozen whether it has been the same for so long that the camera is called frozen
     */
    record Finding(boolean isFrozen, boolean isBlank, boolean isBlurred) {}

    /** Before the first picture. */
    static SceneHealth begin(long nowUs) {
        return new SceneHealth(State.OK, State.OK, nowUs);
    }

    /** After another picture. */
    SceneHealth next(Finding finding, SceneOptions options, long nowUs) {
        State seen = seen(finding);
        long since = seen == found ? sinceUs : nowUs;
        boolean hasLasted = nowUs - since >= hold(seen, options).toNanos() / 1000;
        return new SceneHealth(hasLasted ? seen : told, seen, since);
    }

    private State seen(Finding finding) {
        if (finding.isBlank()) {
            return State.COVERED;
        }
        if (finding.isFrozen()) {
            return State.FROZEN;
        }
        return finding.isBlurred() ? State.BLURRED : State.OK;
    }

    private static Duration hold(State state, SceneOptions options) {
        return switch (state) {
            case OK -> options.goodAfter();
            case FROZEN -> Duration.ZERO;
            case COVERED -> options.coveredAfter();
            case BLURRED -> options.blurredAfter();
            case STARTING, NO_FRAMES, ENDED, MOVED ->
                throw new IllegalArgumentException(state + " is not seen in a picture");
        };
    }

    /** Whether the picture is good, told and found: what is usual may be learned of it. */
    boolean isGood() {
        return told == State.OK && found == State.OK;
    }

    /** The reason in words; empty where all is well. */
    String detail() {
        return switch (told) {
            case FROZEN -> "The same picture comes again and again";
            case COVERED -> "There is next to nothing in the picture";
            case BLURRED -> "The picture lacks the sharpness that it had";
            case OK, STARTING, NO_FRAMES, ENDED, MOVED -> "";
        };
    }
}
