package io.vedette.trainer.evidence;

import io.vedette.trainer.evaluation.ParityCheck;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one model file in the runtime that runs it.
 *
 * @param id its name among the bundle's files, such as {@code onnx-int8}
 * @param runtime name and version
 * @param parity beside the trained network, over the test images
 * @param maxDropPoints of accuracy that it may lose
 * @param recalls of each class over the test images, NaN for a class without one
 * @param singleThreadMs the median time of one image, preprocessing included
 * @param twoThreadsMs the same with two threads
 * @param coverage which layers run in integers; none for a file of floats
 */
public record FileEvidence(
        String id,
        String runtime,
        long sizeBytes,
        ParityCheck parity,
        double maxDropPoints,
        List<Double> recalls,
        double singleThreadMs,
        double twoThreadsMs,
        @Nullable IntegerCoverage coverage) {
    public FileEvidence {
        recalls = List.copyOf(recalls);
    }
}
