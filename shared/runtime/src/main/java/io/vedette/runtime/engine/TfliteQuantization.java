package io.vedette.runtime.engine;

import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteAffineQuantization;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteInt16;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteInt32;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteInt8;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteUInt8;

import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.TfLiteAffineQuantization;
import org.bytedeco.tensorflowlite.TfLiteFloatArray;
import org.bytedeco.tensorflowlite.TfLiteIntArray;
import org.bytedeco.tensorflowlite.TfLiteTensor;

/**
 * What a file says of the real numbers that its integers stand for. The kernels take it on trust: a zero point that is none of a tensor's
 * integers makes some answer wrongly and others end the process.
 */
final class TfliteQuantization {
    private final String model;
    private final TfLiteTensor tensor;

    private TfliteQuantization(String model, TfLiteTensor tensor) {
        this.model = model;
        this.tensor = tensor;
    }

    /**
     * Returns if kernels can do with the scales and zero points of all tensors.
     *
     * @param interpreter that has not prepared its kernels yet
     * @throws CorruptModelException if a scale is not positive or a zero point is beyond its tensor's type
     */
    static void require(String model, Interpreter interpreter) {
        for (int i = 0; i < interpreter.tensors_size(); i++) {
            TfLiteTensor tensor = interpreter.tensor(i);
            if (tensor.quantization().type() == kTfLiteAffineQuantization) {
                new TfliteQuantization(model, tensor)
                        .require(new TfLiteAffineQuantization(
                                tensor.quantization().params()));
            }
        }
    }

    private void require(TfLiteAffineQuantization quantization) {
        switch (tensor.type()) {
            case kTfLiteInt8 -> require(quantization, "int8", Byte.MIN_VALUE, Byte.MAX_VALUE);
            case kTfLiteUInt8 -> require(quantization, "uint8", 0, 0xff);
            case kTfLiteInt16 -> require(quantization, "int16", 0, 0);
            case kTfLiteInt32 -> require(quantization, "int32", 0, 0);
            default -> {
                // Floats are what they are, whatever else a file says of them.
            }
        }
    }

    private void require(TfLiteAffineQuantization quantization, String type, int lowest, int highest) {
        TfLiteFloatArray scales = quantization.scale();
        for (int i = 0; scales != null && i < scales.size(); i++) {
            float scale = scales.data(i);
            if (!(scale > 0) || Float.isInfinite(scale)) {
                throw corrupt("scale " + scale + ", which is not a positive number");
            }
        }
        TfLiteIntArray zeroPoints = quantization.zero_point();
        for (int i = 0; zeroPoints != null && i < zeroPoints.size(); i++) {
            int zeroPoint = zeroPoints.data(i);
            if (zeroPoint < lowest || zeroPoint > highest) {
                throw corrupt("zero point " + zeroPoint + ", but one of " + type + " must be "
                        + (lowest == highest ? "0" : "from " + lowest + " to " + highest));
            }
        }
    }

    private CorruptModelException corrupt(String problem) {
        return new CorruptModelException(
                model, "tensor " + (tensor.name() == null ? "" : tensor.name().getString()) + " has " + problem, null);
    }
}
