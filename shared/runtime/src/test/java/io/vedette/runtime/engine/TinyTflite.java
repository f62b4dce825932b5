package io.vedette.runtime.engine;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.tensorflow.lite.schema.BufferT;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.FullyConnectedOptionsT;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.ModelT;
import org.tensorflow.lite.schema.OperatorCodeT;
import org.tensorflow.lite.schema.OperatorT;
import org.tensorflow.lite.schema.QuantizationParametersT;
import org.tensorflow.lite.schema.SubGraphT;
import org.tensorflow.lite.schema.TensorT;
import org.tensorflow.lite.schema.TensorType;

/** {@link TinyModel} as a TensorFlow Lite file, of floats or of 8-bit integers. */
final class TinyTflite {
    static final float INPUT_SCALE = 1 / 64f;
    static final int INPUT_ZERO_POINT = -128;
    static final float WEIGHT_SCALE = 1 / 16f;
    static final float EMBEDDING_SCALE = 1 / 16f;
    static final float LOGITS_SCALE = 1 / 8f;
    static final int OUTPUT_ZERO_POINT = 3;

    private final List<BufferT> buffers = new ArrayList<>();
    private final List<TensorT> tensors = new ArrayList<>();
    private final boolean isQuantized;
    private Consumer<TensorT> change = tensor -> {};

    private TinyTflite(boolean isQuantized) {
        this.isQuantized = isQuantized;
        BufferT empty = new BufferT();
        empty.setData(new int[0]);
        buffers.add(empty);
    }

    static ByteBuffer floatBytes() {
        return new TinyTflite(false).build("logits");
    }

    static ByteBuffer quantizedBytes() {
        return new TinyTflite(true).build("logits");
    }

    /** The model of integers, with something done to each of its tensors. */
    static ByteBuffer quantizedBytes(Consumer<TensorT> change) {
        TinyTflite model = new TinyTflite(true);
        model.change = change;
        return model.build("logits");
    }

    static ByteBuffer floatBytes(String logitsName) {
        return new TinyTflite(false).build(logitsName);
    }

    /** The float model, whose operator bears another code, and a name if it is a custom one. */
    static ByteBuffer floatBytes(OperatorCodeT code) {
        return new TinyTflite(false).build("logits", code);
    }

    private ByteBuffer build(String logitsName) {
        OperatorCodeT code = new OperatorCodeT();
        code.setDeprecatedBuiltinCode((byte) BuiltinOperator.FULLY_CONNECTED);
        code.setBuiltinCode(BuiltinOperator.FULLY_CONNECTED);
        code.setVersion(4);
        return build(logitsName, code);
    }

    private ByteBuffer build(String logitsName, OperatorCodeT code) {
        int input = activation("input", INPUT_SCALE, INPUT_ZERO_POINT, 1, 2, 2, 1);
        int a = weights("a", TinyModel.A, TinyModel.FEATURES, TinyModel.PIXELS);
        int aBias = bias("aBias", TinyModel.A_BIAS, INPUT_SCALE);
        int embedding = activation("embedding", EMBEDDING_SCALE, OUTPUT_ZERO_POINT, 1, TinyModel.FEATURES);
        int b = weights("b", TinyModel.B, TinyModel.CLASSES, TinyModel.FEATURES);
        int bBias = bias("bBias", TinyModel.B_BIAS, EMBEDDING_SCALE);
        int logits = activation(logitsName, LOGITS_SCALE, OUTPUT_ZERO_POINT, 1, TinyModel.CLASSES);

        SubGraphT graph = new SubGraphT();
        graph.setTensors(tensors.toArray(new TensorT[0]));
        graph.setInputs(new int[] {input});
        graph.setOutputs(new int[] {logits, embedding});
        graph.setOperators(
                new OperatorT[] {fullyConnected(embedding, input, a, aBias), fullyConnected(logits, embedding, b, bBias)
                });
        ModelT model = new ModelT();
        model.setVersion(3);
        model.setOperatorCodes(new OperatorCodeT[] {code});
        model.setSubgraphs(new SubGraphT[] {graph});
        model.setBuffers(buffers.toArray(new BufferT[0]));
        FlatBufferBuilder builder = new FlatBufferBuilder();
        Model.finishModelBuffer(builder, Model.pack(builder, model));
        return builder.dataBuffer();
    }

    private static OperatorT fullyConnected(int output, int... inputs) {
        BuiltinOptionsUnion options = new BuiltinOptionsUnion();
        options.setType(BuiltinOptions.FullyConnectedOptions);
        options.setValue(new FullyConnectedOptionsT());
        OperatorT operator = new OperatorT();
        operator.setOpcodeIndex(0);
        operator.setInputs(inputs);
        operator.setOutputs(new int[] {output});
        operator.setBuiltinOptions(options);
        return operator;
    }

    private int activation(String name, float scale, int zeroPoint, int... shape) {
        return add(name, isQuantized ? TensorType.INT8 : TensorType.FLOAT32, 0, scale, zeroPoint, shape);
    }

    private int weights(String name, float[] values, int... shape) {
        if (!isQuantized) {
            return add(name, TensorType.FLOAT32, buffer(floats(values)), 1, 0, shape);
        }
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (float value : values) {
            bytes.put((byte) Math.round(value / WEIGHT_SCALE));
        }
        return add(name, TensorType.INT8, buffer(bytes), WEIGHT_SCALE, 0, shape);
    }

    private int bias(String name, float[] values, float inputScale) {
        if (!isQuantized) {
            return add(name, TensorType.FLOAT32, buffer(floats(values)), 1, 0, values.length);
        }
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putInt(Math.round(value / (inputScale * WEIGHT_SCALE)));
        }
        return add(name, TensorType.INT32, buffer(bytes), inputScale * WEIGHT_SCALE, 0, values.length);
    }

    private static ByteBuffer floats(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes;
    }

    private int buffer(ByteBuffer bytes) {
        int[] unsigned = new int[bytes.capacity()];
        for (int i = 0; i < unsigned.length; i++) {
            unsigned[i] = bytes.get(i) & 0xff;
        }
        BufferT buffer = new BufferT();
        buffer.setData(unsigned);
        buffers.add(buffer);
        return buffers.size() - 1;
    }

    private int add(String name, byte type, int buffer, float scale, long zeroPoint, int... shape) {
        TensorT tensor = new TensorT();
        tensor.setName(name);
        tensor.setType(type);
        tensor.setBuffer(buffer);
        tensor.setShape(shape);
        if (isQuantized) {
            QuantizationParametersT parameters = new QuantizationParametersT();
            parameters.setScale(new float[] {scale});
            parameters.setZeroPoint(new long[] {zeroPoint});
            tensor.setQuantization(parameters);
        }
        change.accept(tensor);
        tensors.add(tensor);
        return tensors.size() - 1;
    }
}
