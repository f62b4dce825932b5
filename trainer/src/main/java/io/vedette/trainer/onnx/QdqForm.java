package io.vedette.trainer.onnx;

import io.vedette.trainer.graph.QuantizedType;

/** How an ONNX file writes integers, by who will run them. */
public enum QdqForm {
    /** Values in uint8, for which every processor has kernels. */
    UNSIGNED(QuantizedType.UINT8),
    /** Values in int8, which ONNX Runtime prefers on ARM. */
    SIGNED(QuantizedType.INT8),
    /**
     * As TensorRT reads it: values in int8 about zero, each activation written out, biases in floats since it dequantizes no int32, and weights
     * in floats that a pair of nodes quantizes and dequantizes, which every version of it knows.
     */
    TENSOR_RT(QuantizedType.INT8);

    private final QuantizedType valueType;

    QdqForm(QuantizedType valueType) {
        this.valueType = valueType;
    }

    /** The type of the values between nodes. */
    QuantizedType valueType() {
        return valueType;
    }
}
