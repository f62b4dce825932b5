package io.vedette.agent.camera;

import java.time.Duration;

/**
 * When a camera's picture is called bad, all in the source's time.
 *
 * @param every how often the picture is looked at; zero: never
 * @param frozenAfter how long it must stay the same
 * @param coveredAfter how long there must be next to nothing in it
 * @param blurredAfter how long it must lack sharpness
 * @param goodAfter how long it must be well before it is called so again
 */
public record SceneOptions(
        Duration every, Duration frozenAfter, Duration coveredAfter, Duration blurredAfter, Duration goodAfter) {

    /** The usual. */
    public static final SceneOptions DEFAULT = new SceneOptions(
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10));

    /** Nobody looks. */
    static final SceneOptions OFF =
            new SceneOptions(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    public SceneOptions {
        if (every.isNegative()
                || frozenAfter.isNegative()
                || coveredAfter.isNegative()
                || blurredAfter.isNegative()
                || goodAfter.isNegative()) {
            throw new IllegalArgumentException("a time is negative: " + every + ", " + frozenAfter + ", " + coveredAfter
                    + ", " + blurredAfter + ", " + goodAfter);
        }
    }

    boolean isOff() {
        return every.isZero();
    }
}
