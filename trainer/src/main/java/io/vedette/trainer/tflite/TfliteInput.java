package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.TensorRange;
import java.util.Optional;

/**
 * What a file says of the pictures it takes, since the graph takes the real numbers that they stand for.
 *
 * @param name in the file
 * @param quantization of integer pictures: a pixel p is (p − zero point) · scale to the graph; none where the file takes floats
 */
public record TfliteInput(String name, Optional<QuantizationParameters> quantization) {
    /** The real numbers from the lowest integer to the highest. */
    public Optional<TensorRange> range() {
        return quantization.map(parameters -> new TensorRange(
                real(parameters, parameters.type().lowest()),
                real(parameters, parameters.type().highest())));
    }

    private static float real(QuantizationParameters parameters, int integer) {
        return (integer - parameters.zeroPoint()) * parameters.scale();
    }
}
