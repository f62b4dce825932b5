package io.vedette.simulator.score;

import io.vedette.core.contract.Prediction;
import io.vedette.core.contract.Release;
import java.util.List;

/**
 * How cleanly one release took over from another on a camera.
 *
 * @param captured frames that the camera gave
 * @param missing of them without a result
 * @param before decisions of the release before
 * @param after decisions of the release that took over
 * @param disorder decisions of the release before that ended after the first that the other one made, and those of neither
 */
public record SwitchScore(long captured, long missing, int before, int after, int disorder) {

    /**
     * The score.
     *
     * @param decisions ended ones of one run, in order
     * @param from number of the release before
     * @param to number of the release that took over
     */
    public static SwitchScore of(List<Prediction> decisions, int from, int to, long captured, long classified) {
        int before = 0;
        int after = 0;
        int disorder = 0;
        for (Prediction decision : decisions) {
            Release release = decision.header().release();
            int number = release == null ? 0 : release.number();
            if (number == to) {
                after++;
            } else if (number == from) {
                before++;
                disorder += after > 0 ? 1 : 0;
            } else {
                disorder++;
            }
        }
        return new SwitchScore(captured, captured - classified, before, after, disorder);
    }
}
