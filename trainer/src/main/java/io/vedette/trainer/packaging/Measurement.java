package io.vedette.trainer.packaging;

import io.vedette.trainer.evaluation.ParityCheck;
import java.util.List;

/**
 * What a model file was measured to do over a test set, in the runtime that runs it.
 *
 * @param parity beside the trained network
 * @param recalls of each class, NaN for a class without an image
 * @param margins of each image: how far the logit of its class lies above the highest other
 * @param medianLatencyMs of one image, preprocessing included, one thread
 * @param twoThreadsLatencyMs the same with two threads
 * @param runtime name and version of the runtime
 */
public record Measurement(
        ParityCheck parity,
        List<Double> recalls,
        List<Double> margins,
        double medianLatencyMs,
        double twoThreadsLatencyMs,
        String runtime) {
    public Measurement {
        recalls = List.copyOf(recalls);
        margins = List.copyOf(margins);
    }
}
