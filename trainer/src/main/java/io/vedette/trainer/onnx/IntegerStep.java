package io.vedette.trainer.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.vedette.trainer.graph.IntegerType;
import io.vedette.trainer.graph.TensorStorage;

/**
 * How the integers of a value stand for real numbers: real = (q − zeroPoint) · scale, q from lowest to highest.
 *
 * @param type the format's number of the type
 */
record IntegerStep(float scale, int zeroPoint, int type) {
    TensorStorage toStorage() {
        return TensorStorage.perTensor(integerType(type), scale, zeroPoint);
    }

    /** The type of a number of the format that stands for integers of 8, 16 or 32 bits. */
    static IntegerType integerType(int type) {
        return switch (type) {
            case DataType.INT8_VALUE -> IntegerType.INT8;
            case DataType.UINT8_VALUE -> IntegerType.UINT8;
            case DataType.INT16_VALUE -> IntegerType.INT16;
            case DataType.UINT16_VALUE -> IntegerType.UINT16;
            case DataType.INT32_VALUE -> IntegerType.INT32;
            default -> throw new IllegalStateException("Type " + type + " was let in: this is a fault of the program");
        };
    }
}
