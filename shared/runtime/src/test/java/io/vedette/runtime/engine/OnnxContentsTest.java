package io.vedette.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxContentsTest {
    private static ModelProto.Builder tiny() throws InvalidProtocolBufferException {
        return ModelProto.parseFrom(TinyOnnx.bytes()).toBuilder();
    }

    private static TensorProto external() {
        return TensorProto.newBuilder()
                .setName("far")
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue("../../etc/passwd"))
                .build();
    }

    private static void inspect(ModelProto.Builder model) {
        OnnxContents.requireSelfContained("tiny", ByteBuffer.wrap(model.build().toByteArray()));
    }

    @Test
    void requireSelfContained_goodModel_passes() throws InvalidProtocolBufferException {
        assertThatCode(() -> inspect(tiny())).doesNotThrowAnyException();
    }

    @Test
    void requireSelfContained_weightsInAnotherFile_namesTheFile() throws InvalidProtocolBufferException {
        ModelProto.Builder asInitializer = tiny();
        asInitializer.getGraphBuilder().addInitializer(external());
        ModelProto.Builder asAttribute = tiny();
        asAttribute
                .getGraphBuilder()
                .addNode(NodeProto.newBuilder()
                        .setOpType("Constant")
                        .addAttribute(
                                AttributeProto.newBuilder().setName("value").setT(external())));

        for (ModelProto.Builder model : Arrays.asList(asInitializer, asAttribute)) {
            var failure = catchThrowableOfType(ExternalDataException.class, () -> inspect(model));
            assertThat(failure.location()).contains("../../etc/passwd");
        }
    }

    @Test
    void requireSelfContained_customOperator_namesIt() throws InvalidProtocolBufferException {
        ModelProto.Builder model = tiny();
        model.getGraphBuilder().getNodeBuilder(0).setDomain("com.example").setOpType("Steal");

        var failure = catchThrowableOfType(UnknownOperatorException.class, () -> inspect(model));

        assertThat(failure.operator()).isEqualTo("com.example:Steal");
    }

    @Test
    void requireSelfContained_loop_namesIt() throws InvalidProtocolBufferException {
        ModelProto.Builder model = tiny();
        model.getGraphBuilder()
                .addNode(NodeProto.newBuilder()
                        .setOpType("Loop")
                        .addAttribute(
                                AttributeProto.newBuilder().setName("body").setG(GraphProto.getDefaultInstance())));

        var failure = catchThrowableOfType(UnknownOperatorException.class, () -> inspect(model));

        assertThat(failure.operator()).isEqualTo("Loop");
    }

    @Test
    void requireSelfContained_anyCutOrChangedByte_endsInAnEngineException() {
        byte[] whole = TinyOnnx.bytes().array();
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= (byte) 0xff;
            for (byte[] bytes : Arrays.asList(changed, Arrays.copyOf(whole, i))) {
                try {
                    OnnxContents.requireSelfContained("tiny", ByteBuffer.wrap(bytes));
                } catch (EngineException e) {
                    assertThat(e.model()).isEqualTo("tiny");
                }
            }
        }
    }

    @Test
    void open_operatorThatTheRuntimeLacks_throwsUnknownOperator() throws InvalidProtocolBufferException {
        ModelProto.Builder model = tiny();
        model.getGraphBuilder().getNodeBuilder(0).setOpType("Flatter");
        ByteBuffer bytes = ByteBuffer.wrap(model.build().toByteArray());

        var failure = catchThrowableOfType(
                UnknownOperatorException.class, () -> OnnxEngine.open("tiny", bytes, EngineOptions.SINGLE_THREAD));

        assertThat(failure).hasMessageContaining("Flatter");
    }

    @Test
    void open_fileWithWeightsBeside_throwsExternalData(@TempDir Path folder) throws Exception {
        ModelProto.Builder model = tiny();
        model.getGraphBuilder().addInitializer(external());
        Path file = Files.write(folder.resolve("tiny.onnx"), model.build().toByteArray());

        assertThat(catchThrowableOfType(
                        ExternalDataException.class, () -> OnnxEngine.open(file, EngineOptions.SINGLE_THREAD)))
                .isNotNull();
    }
}
