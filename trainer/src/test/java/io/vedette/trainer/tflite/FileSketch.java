package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.QuantizedType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.TensorType;

/** A file put together operator by operator, as other converters write them; tensors are called by name. */
final class FileSketch {
    private final TfliteModel model = new TfliteModel("sketch");
    private final Map<String, Integer> tensors = new HashMap<>();
    private final Map<String, int[]> shapes = new HashMap<>();
    private final Random random = new Random(67);

    FileSketch computed(String name, int... shape) {
        return typed(name, TensorType.FLOAT32, shape);
    }

    FileSketch typed(String name, byte type, int... shape) {
        return note(name, model.computed(name, shape, type, null), shape);
    }

    /** A computed tensor of unsigned bytes. */
    FileSketch bytes(String name, float scale, int zeroPoint, int... shape) {
        QuantizationParameters parameters = QuantizationParameters.perTensor(QuantizedType.UINT8, scale, zeroPoint);
        TfliteModel.Quantization quantization = new TfliteModel.Quantization(parameters, 0);
        return note(name, model.computed(name, shape, TensorType.UINT8, quantization), shape);
    }

    /** A constant of unsigned bytes of random numbers. */
    FileSketch byteWeights(String name, float scale, int zeroPoint, int... shape) {
        byte[] numbers = new byte[size(shape)];
        random.nextBytes(numbers);
        QuantizationParameters parameters = QuantizationParameters.perTensor(QuantizedType.UINT8, scale, zeroPoint);
        TfliteModel.Quantization quantization = new TfliteModel.Quantization(parameters, 0);
        return note(name, model.constant(name, shape, TensorType.UINT8, ByteBuffer.wrap(numbers), quantization), shape);
    }

    /** A constant of random numbers. */
    FileSketch weights(String name, int... shape) {
        float[] numbers = new float[size(shape)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian() / 2;
        }
        return floats(name, numbers, shape);
    }

    FileSketch floats(String name, float[] numbers, int... shape) {
        ByteBuffer content = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        content.asFloatBuffer().put(numbers);
        return note(name, model.constant(name, shape, TensorType.FLOAT32, content, null), shape);
    }

    FileSketch constant(String name, byte type, ByteBuffer content, int... shape) {
        return note(name, model.constant(name, shape, type, content, null), shape);
    }

    FileSketch integers(String name, int... numbers) {
        return integers(name, new int[] {numbers.length}, numbers);
    }

    FileSketch integers(String name, int[] shape, int... numbers) {
        return note(name, model.constant(name, shape, TensorType.INT32, TfliteModel.content(numbers), null), shape);
    }

    FileSketch operator(int builtin, BuiltinOptionsUnion options, String output, String... inputs) {
        return operator(builtin, 1, options, output, inputs);
    }

    FileSketch operator(int builtin, int version, BuiltinOptionsUnion options, String output, String... inputs) {
        int[] numbers = Arrays.stream(inputs).mapToInt(this::tensor).toArray();
        model.operator(builtin, version, options, numbers, tensor(output));
        return this;
    }

    byte[] toBytes(String input, String... outputs) {
        return model.toBytes(
                new int[] {tensor(input)},
                Arrays.stream(outputs).mapToInt(this::tensor).toArray());
    }

    /** The same with a second output, as our engine wants it. */
    byte[] toRunnable(String input, String logits) {
        int[] shape = Objects.requireNonNull(shapes.get(logits));
        computed(TfliteWriter.EMBEDDING, shape);
        integers("as is", shape);
        operator(BuiltinOperator.RESHAPE, Options.reshape(shape), TfliteWriter.EMBEDDING, logits, "as is");
        return toBytes(input, logits, TfliteWriter.EMBEDDING);
    }

    private FileSketch note(String name, int tensor, int[] shape) {
        tensors.put(name, tensor);
        shapes.put(name, shape);
        return this;
    }

    private int tensor(String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }

    private static int size(int... shape) {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }
}
