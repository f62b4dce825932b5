package io.vedette.trainer.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.engine.TfliteEngine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tensorflow.lite.schema.Buffer;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.OperatorCode;
import org.tensorflow.lite.schema.OperatorT;
import org.tensorflow.lite.schema.SubGraph;
import org.tensorflow.lite.schema.SubGraphT;

/** Another's file with what its softmax reads and makes as the outputs that our engine asks for; all else is as it was. */
public final class OriginalFile {
    private OriginalFile() {}

    public static TfliteEngine open(byte[] file) {
        Model model = Model.getRootAsModel(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int[] buffers = new int[model.buffersLength()];
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = buffer(builder, model.buffers(i).dataAsByteBuffer());
        }
        int[] codes = new int[model.operatorCodesLength()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = OperatorCode.pack(builder, model.operatorCodes(i).unpack());
        }
        int graph = SubGraph.pack(builder, withOurOutputs(model));
        int bufferVector = Model.createBuffersVector(builder, buffers);
        int codeVector = Model.createOperatorCodesVector(builder, codes);
        int graphVector = Model.createSubgraphsVector(builder, new int[] {graph});
        Model.startModel(builder);
        Model.addVersion(builder, model.version());
        Model.addOperatorCodes(builder, codeVector);
        Model.addSubgraphs(builder, graphVector);
        Model.addBuffers(builder, bufferVector);
        builder.finish(Model.endModel(builder), "TFL3");
        return TfliteEngine.open("original", ByteBuffer.wrap(builder.sizedByteArray()), EngineOptions.SINGLE_THREAD);
    }

    private static SubGraphT withOurOutputs(Model model) {
        SubGraphT graph = model.subgraphs(0).unpack();
        for (OperatorT operator : graph.getOperators()) {
            // Unpacked, what is not there has become empty, of which the runtime complains.
            operator.setCustomOptions(null);
        }
        for (OperatorT operator : graph.getOperators()) {
            if (model.operatorCodes((int) operator.getOpcodeIndex()).deprecatedBuiltinCode()
                    == BuiltinOperator.SOFTMAX) {
                int logits = operator.getInputs()[0];
                int shares = operator.getOutputs()[0];
                graph.getTensors()[logits].setName(TfliteWriter.LOGITS);
                graph.getTensors()[shares].setName(TfliteWriter.EMBEDDING);
                graph.setOutputs(new int[] {logits, shares});
                return graph;
            }
        }
        throw new IllegalArgumentException("The file has no softmax");
    }

    private static int buffer(FlatBufferBuilder builder, ByteBuffer content) {
        int data = 0;
        if (content != null && content.hasRemaining()) {
            ByteBuffer source = content.slice();
            builder.createUnintializedVector(1, source.remaining(), 16).put(source);
            data = builder.endVector();
        }
        Buffer.startBuffer(builder);
        if (data != 0) {
            Buffer.addData(builder, data);
        }
        return Buffer.endBuffer(builder);
    }
}
