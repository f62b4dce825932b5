package io.vedette.trainer.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import io.vedette.trainer.graph.QuantizationParameters;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.lite.schema.Buffer;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.OperatorCode;
import org.tensorflow.lite.schema.OperatorCodeT;
import org.tensorflow.lite.schema.OperatorT;
import org.tensorflow.lite.schema.QuantizationParametersT;
import org.tensorflow.lite.schema.SubGraph;
import org.tensorflow.lite.schema.SubGraphT;
import org.tensorflow.lite.schema.TensorT;

/** A model file in the making: tensors, their buffers, operators in order. */
final class TfliteModel {
    private static final int SCHEMA_VERSION = 3;
    private static final String IDENTIFIER = "TFL3";
    /** Codes above this one have a field of their own; the old field then holds this. */
    private static final int LAST_OLD_CODE = 127;
    /** What the schema demands of a buffer's content. */
    private static final int ALIGNMENT = 16;

    private final String name;
    private final List<TensorT> tensors = new ArrayList<>();
    private final List<OperatorT> operators = new ArrayList<>();
    private final List<ByteBuffer> buffers = new ArrayList<>();
    private final Map<Code, Integer> codes = new LinkedHashMap<>();

    private record Code(int builtin, int version) {}

    /** How the integers of a tensor are to be read, and along which axis of the file's layout the scales lie. */
    record Quantization(QuantizationParameters parameters, int axis) {}

    TfliteModel(String name) {
        this.name = name;
        // By the schema's convention the first buffer is empty: it stands for "no content".
        buffers.add(ByteBuffer.allocate(0));
    }

    /** A tensor that is computed. */
    int computed(String tensorName, int[] shape, byte type, @Nullable Quantization quantization) {
        return tensor(tensorName, shape, type, 0, quantization);
    }

    /** A tensor whose content, little-endian, is in the file. */
    int constant(String tensorName, int[] shape, byte type, ByteBuffer content, @Nullable Quantization quantization) {
        buffers.add(content);
        return tensor(tensorName, shape, type, buffers.size() - 1, quantization);
    }

    private int tensor(String tensorName, int[] shape, byte type, int buffer, @Nullable Quantization quantization) {
        TensorT tensor = new TensorT();
        tensor.setName(tensorName);
        tensor.setShape(shape);
        tensor.setType(type);
        tensor.setBuffer(buffer);
        if (quantization != null) {
            tensor.setQuantization(toTable(quantization));
        }
        tensors.add(tensor);
        return tensors.size() - 1;
    }

    private static QuantizationParametersT toTable(Quantization quantization) {
        List<Float> scales = quantization.parameters().scales();
        float[] scale = new float[scales.size()];
        long[] zeroPoint = new long[scales.size()];
        for (int i = 0; i < scale.length; i++) {
            scale[i] = scales.get(i);
            zeroPoint[i] = quantization.parameters().zeroPoint();
        }
        QuantizationParametersT table = new QuantizationParametersT();
        table.setScale(scale);
        table.setZeroPoint(zeroPoint);
        table.setQuantizedDimension(quantization.axis());
        return table;
    }

    void operator(int builtin, int version, BuiltinOptionsUnion options, int[] inputs, int output) {
        OperatorT operator = new OperatorT();
        operator.setOpcodeIndex(codes.computeIfAbsent(new Code(builtin, version), code -> codes.size()));
        operator.setInputs(inputs);
        operator.setOutputs(new int[] {output});
        operator.setBuiltinOptions(options);
        operators.add(operator);
    }

    byte[] toBytes(int[] inputs, int[] outputs) {
        FlatBufferBuilder builder = new FlatBufferBuilder(1024);
        int[] bufferOffsets = new int[buffers.size()];
        for (int i = 0; i < bufferOffsets.length; i++) {
            bufferOffsets[i] = buffer(builder, buffers.get(i));
        }
        int[] codeOffsets = codes.keySet().stream()
                .mapToInt(code -> OperatorCode.pack(builder, toTable(code)))
                .toArray();
        SubGraphT graph = new SubGraphT();
        graph.setName(name);
        graph.setTensors(tensors.toArray(new TensorT[0]));
        graph.setOperators(operators.toArray(new OperatorT[0]));
        graph.setInputs(inputs);
        graph.setOutputs(outputs);
        int graphOffset = SubGraph.pack(builder, graph);
        int description = builder.createString("vedette");
        int bufferVector = Model.createBuffersVector(builder, bufferOffsets);
        int codeVector = Model.createOperatorCodesVector(builder, codeOffsets);
        int graphVector = Model.createSubgraphsVector(builder, new int[] {graphOffset});
        Model.startModel(builder);
        Model.addVersion(builder, SCHEMA_VERSION);
        Model.addOperatorCodes(builder, codeVector);
        Model.addSubgraphs(builder, graphVector);
        Model.addDescription(builder, description);
        Model.addBuffers(builder, bufferVector);
        builder.finish(Model.endModel(builder), IDENTIFIER);
        return builder.sizedByteArray();
    }

    private static int buffer(FlatBufferBuilder builder, ByteBuffer content) {
        ByteBuffer source = content.duplicate().rewind();
        int data = 0;
        if (source.hasRemaining()) {
            builder.createUnintializedVector(1, source.remaining(), ALIGNMENT).put(source);
            data = builder.endVector();
        }
        Buffer.startBuffer(builder);
        if (data != 0) {
            Buffer.addData(builder, data);
        }
        return Buffer.endBuffer(builder);
    }

    private static OperatorCodeT toTable(Code code) {
        OperatorCodeT table = new OperatorCodeT();
        table.setDeprecatedBuiltinCode((byte) Math.min(code.builtin(), LAST_OLD_CODE));
        table.setBuiltinCode(code.builtin());
        table.setVersion(code.version());
        return table;
    }

    /** Integers as the content of a constant. */
    static ByteBuffer content(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return bytes;
    }
}
