package io.vedette.agent.drift;

import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.runtime.image.Region;
import java.util.List;

/**
 * What a camera's own reference depends on. A release that changes none of it goes on with what the camera was commissioned with under another.
 *
 * @param region of the frame that was looked at
 * @param preprocessing of the pixels that were measured
 * @param background the labels of what they were measured on; empty: of everything
 * @param window samples that the thresholds are for
 */
record CommissioningBasis(
        String camera, Region region, PreprocessingSpec preprocessing, List<String> background, int window) {

    CommissioningBasis {
        background = List.copyOf(background);
    }

    static CommissioningBasis of(DriftMonitor.Setup setup) {
        return new CommissioningBasis(
                setup.camera(),
                setup.region(),
                setup.specification(),
                setup.reference().background(),
                setup.reference().window());
    }
}
