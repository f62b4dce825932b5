package io.vedette.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.operator.Convolution;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each file that cannot be read is refused with the fact. */
class OnnxRefusalTest {
    private static final String PICTURE = OnnxSketch.PICTURE;

    private final OnnxSketch sketch = new OnnxSketch(13);

    private static <T extends OnnxFileException> T refusal(byte[] file, Class<T> kind) {
        T refusal = catchThrowableOfType(kind, () -> OnnxReader.read("model.onnx", file, FinalSoftmax.DROPPED));
        assertThat(refusal).isNotNull();
        assertThat(refusal.file()).isEqualTo("model.onnx");
        return refusal;
    }

    private OnnxOperatorException refusedNode(String value) {
        return refusal(sketch.classified(value, 189), OnnxOperatorException.class);
    }

    @Test
    void read_truncatedFile_isRefused() {
        byte[] file = OnnxWriter.write(OperatorSamples.graph(Convolution.class, 17));

        assertThat(refusal(Arrays.copyOf(file, file.length / 2), OnnxFormatException.class)
                        .problem())
                .contains("cut off");
    }

    @Test
    void read_emptyFile_isRefused() {
        assertThat(refusal(new byte[0], OnnxFormatException.class).problem()).contains("no graph");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GIF89a, and then some", "PK\3\4 an archive, and then some", "{\"a\": [1, 2, 3]}"})
    void read_anotherFormat_isRefused(String content) {
        refusal(content.getBytes(StandardCharsets.US_ASCII), OnnxFormatException.class);
    }

    @Test
    void read_tensorFlowLiteFile_isCalledSo() {
        byte[] file = "....TFL3........".getBytes(StandardCharsets.US_ASCII);

        assertThat(refusal(file, OnnxFormatException.class).problem()).contains("TensorFlow Lite");
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 22})
    void read_unknownOperatorSet_isRefused(int opset) {
        OnnxOpsetException refusal = refusal(new OnnxSketch(opset).classified(PICTURE, 189), OnnxOpsetException.class);

        assertThat(refusal.found()).isEqualTo(opset);
        assertThat(refusal.lowest()).isEqualTo(7);
        assertThat(refusal.highest()).isEqualTo(21);
    }

    @Test
    void read_unknownOperator_isNamedWithItsNode() {
        String strange = sketch.node("Erf", PICTURE);

        OnnxOperatorException refusal = refusedNode(strange);

        assertThat(refusal.operator()).isEqualTo("Erf");
        assertThat(refusal.node()).isEqualTo(strange);
    }

    @Test
    void read_anotherDomain_isNamedWithItsNode() {
        String value = sketch.node("Relu", PICTURE);
        sketch.graph().getNodeBuilder(0).setDomain("com.microsoft").setName("first");

        OnnxOperatorException refusal = refusedNode(value);

        assertThat(refusal.operator()).isEqualTo("com.microsoft:Relu");
        assertThat(refusal.node()).isEqualTo("first");
    }

    @Test
    void read_quantizedOperator_isNamed() {
        assertThat(refusedNode(sketch.node("QLinearConv", PICTURE)).operator()).isEqualTo("QLinearConv");
    }

    @Test
    void read_oneTensorInManyLayers_isRefusedWhenTheirWeightsOutgrowTheFile() {
        String kernel = sketch.floats(256, 256, 1, 1);
        String value = sketch.node("Conv", PICTURE, sketch.floats(256, 3, 1, 1));
        for (int layer = 0; layer < 40; layer++) {
            value = sketch.node("Conv", value, kernel);
        }

        assertThat(refusedNode(value).problem()).contains("number of weights", "of a file of that size");
    }

    @Test
    void read_constantOfAnySize_isRefusedWhenItIsLarge() {
        String kernel = sketch.node("ConstantOfShape", sketch.longs(1 << 12, 3, 3, 3));

        assertThat(refusedNode(sketch.node("Conv", PICTURE, kernel)).problem()).contains("makes a constant of shape");
    }

    @Test
    void read_graphWithinTheGraph_isRefused() {
        String value = sketch.node("Relu", List.of(PICTURE), Map.of("body", GraphProto.getDefaultInstance()));

        assertThat(refusedNode(value).problem()).contains("body");
    }

    @Test
    void read_attributeThatIsNotRead_isRefused() {
        String value = sketch.node("MaxPool", List.of(PICTURE), Map.of("kernel_shape", List.of(1, 1), "novelty", 3));

        assertThat(refusedNode(value).problem()).contains("novelty");
    }

    @Test
    void read_attributeOfAnotherType_isRefused() {
        assertThat(refusedNode(sketch.node("LeakyRelu", List.of(PICTURE), Map.of("alpha", 1)))
                        .problem())
                .contains("alpha");
    }

    @Test
    void read_secondOutputIsRead_isRefused() {
        String value = sketch.node("MaxPool", List.of(PICTURE), Map.of("kernel_shape", List.of(1, 1)));
        sketch.graph().getNodeBuilder(0).addOutput("indices");

        assertThat(refusal(sketch.classified("indices", 189), OnnxOperatorException.class)
                        .node())
                .isEqualTo(value);
    }

    @Test
    void read_unknownClip_isRefused() {
        String value = sketch.node("Clip", PICTURE, sketch.number(-1), sketch.number(1));

        assertThat(refusedNode(value).problem()).contains("-1.0 to 1.0");
    }

    @Test
    void read_unknownHardSigmoid_isRefused() {
        assertThat(refusedNode(sketch.node("HardSigmoid", PICTURE)).problem()).contains("0.2");
    }

    @Test
    void read_paddingWithOtherNumbers_isRefused() {
        String value = sketch.node("Pad", PICTURE, sketch.longs(0, 0, 0, 0, 0, 0, 0, 0), sketch.number(1));

        assertThat(refusedNode(value).problem()).contains("1.0");
    }

    @Test
    void read_kernelMadeFromThePicture_isRefused() {
        assertThat(refusedNode(sketch.node("Conv", PICTURE, PICTURE)).problem()).contains("constant");
    }

    @Test
    void read_extentBeyondReason_isRefused() {
        String value = sketch.node(
                "Conv",
                List.of(PICTURE, sketch.floats(1, 3, 1, 1)),
                Map.of("pads", List.of(0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE)));

        assertThat(refusedNode(value).problem()).contains("pads");
    }

    @Test
    void read_unequalPairOfScales_isRefused() {
        String whole = sketch.node("QuantizeLinear", PICTURE, sketch.number(0.1f));

        assertThat(refusedNode(sketch.node("DequantizeLinear", whole, sketch.number(0.2f)))
                        .problem())
                .contains("0.1");
    }

    @Test
    void read_computationInIntegers_isRefused() {
        String whole = sketch.node("QuantizeLinear", PICTURE, sketch.number(0.1f));

        assertThat(refusedNode(sketch.node("Relu", whole)).problem()).contains("integers");
    }

    @Test
    void read_externalTensor_isNamed() {
        String kernel = sketch.constant(OnnxSketch.tensor(DataType.FLOAT_VALUE, 4, 3, 1, 1)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue("../weights.bin")));

        ExternalTensorException refusal =
                refusal(sketch.classified(sketch.node("Conv", PICTURE, kernel), 4 * 63), ExternalTensorException.class);

        assertThat(refusal.tensor()).isEqualTo(kernel);
        assertThat(refusal.location()).isEqualTo("../weights.bin");
    }

    @Test
    void read_oversizedTensor_isNamed() {
        String kernel = sketch.constant(OnnxSketch.tensor(DataType.FLOAT_VALUE, 1 << 14, 1 << 14, 3, 3));

        OversizedTensorException refusal =
                refusal(sketch.classified(sketch.node("Conv", PICTURE, kernel), 189), OversizedTensorException.class);

        assertThat(refusal.tensor()).isEqualTo(kernel);
        assertThat(refusal.highest()).isEqualTo(1 << 27);
    }

    @Test
    void read_tensorOfAnotherLength_isRefused() {
        String kernel = sketch.constant(
                OnnxSketch.tensor(DataType.FLOAT_VALUE, 4, 3, 1, 1).setRawData(ByteString.copyFrom(new byte[44])));

        assertThat(refusal(sketch.classified(sketch.node("Conv", PICTURE, kernel), 189), OnnxFormatException.class)
                        .problem())
                .contains("44 bytes where 48");
    }

    @Test
    void read_tensorOfUnknownType_isRefused() {
        String kernel = sketch.constant(OnnxSketch.tensor(DataType.BFLOAT16_VALUE, 4, 3, 1, 1));

        assertThat(refusal(sketch.classified(sketch.node("Conv", PICTURE, kernel), 189), OnnxFormatException.class)
                        .problem())
                .contains("BFLOAT16");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void read_weightThatIsNoFiniteNumber_isNamed(float strange) {
        String kernel = sketch.constant(
                OnnxSketch.tensor(DataType.FLOAT_VALUE, 1, 3, 1, 1).addAllFloatData(List.of(1f, 2f, strange)));

        NonFiniteTensorException refusal =
                refusal(sketch.classified(sketch.node("Conv", PICTURE, kernel), 63), NonFiniteTensorException.class);

        assertThat(refusal.tensor()).isEqualTo(kernel);
        assertThat(refusal.index()).isEqualTo(2);
    }

    @Test
    void read_dynamicWidth_isRefused() {
        OnnxSketch dynamic = new OnnxSketch(
                13,
                OnnxSketch.dimension("batch"),
                OnnxSketch.dimension(3),
                OnnxSketch.dimension(9),
                OnnxSketch.dimension("width"));

        OnnxShapeException refusal = refusal(dynamic.classified(PICTURE, 189), OnnxShapeException.class);

        assertThat(refusal.value()).isEqualTo(PICTURE);
        assertThat(refusal.found()).isEqualTo("[batch, 3, 9, width]");
    }

    @Test
    void read_severalPicturesAtOnce_isRefused() {
        OnnxSketch batch = new OnnxSketch(
                13, OnnxSketch.dimension(8), OnnxSketch.dimension(3), OnnxSketch.dimension(9), OnnxSketch.dimension(7));

        assertThat(refusal(batch.classified(PICTURE, 189), OnnxShapeException.class)
                        .found())
                .isEqualTo("[8, 3, 9, 7]");
    }

    @Test
    void read_circle_namesItsNodes() {
        String first = sketch.node("Relu", "Relu1");
        String second = sketch.node("Relu", first);

        assertThat(refusal(sketch.classified(second, 189), OnnxFormatException.class)
                        .problem())
                .contains("circle")
                .contains(first)
                .contains(second);
    }

    @Test
    void read_valueThatNothingMakes_isNamed() {
        assertThat(refusal(sketch.classified("nowhere", 189), OnnxFormatException.class)
                        .problem())
                .contains("nowhere");
    }

    @Test
    void read_valueMadeTwice_isNamed() {
        NodeProto node = NodeProto.newBuilder()
                .setOpType("Relu")
                .addInput(PICTURE)
                .addOutput("twin")
                .build();
        sketch.graph().addNode(node).addNode(node);

        assertThat(refusal(sketch.classified("twin", 189), OnnxFormatException.class)
                        .problem())
                .contains("twin twice");
    }

    @Test
    void read_outputsWithoutTheNameOfOne_areNamed() {
        String one = sketch.node("Relu", PICTURE);
        String other = sketch.node("Sigmoid", PICTURE);

        assertThat(refusal(sketch.toBytes(one, other), OnnxFormatException.class)
                        .problem())
                .contains(one)
                .contains(other);
    }

    @Test
    void read_outputThatIsNoVector_isRefused() {
        assertThat(refusal(sketch.toBytes(sketch.convolution(PICTURE, 3, 4)), OnnxFormatException.class)
                        .problem())
                .contains("[1, 4, 9, 7]");
    }

    @Test
    void read_secondPicture_isRefused() {
        sketch.graph().addInput(sketch.graph().getInput(0).toBuilder().setName("second"));

        assertThat(refusal(sketch.classified(PICTURE, 189), OnnxFormatException.class)
                        .problem())
                .contains("second");
    }

    @Test
    void read_constantTurnedAThousandTimes_isRefused() {
        String matrix = sketch.floats(189, 189);
        for (int i = 0; i < 1000; i++) {
            matrix = sketch.node("Transpose", matrix);
        }

        String value = sketch.node("MatMul", sketch.node("Flatten", PICTURE), matrix);

        assertThat(refusedNode(value).problem()).contains("steps");
    }

    @Test
    void read_shapeOfManyAxes_isRefused() {
        long[] axes = LongStream.range(0, 100).toArray();

        assertThat(refusedNode(sketch.node("Unsqueeze", PICTURE, sketch.longs(axes)))
                        .problem())
                .contains("104 axes");
    }

    @Test
    void read_nodesWithoutEnd_areCounted() {
        String value = PICTURE;
        for (int i = 0; i < 100_000; i++) {
            value = sketch.node("Relu", value);
        }

        assertThat(refusal(sketch.classified(value, 189), OnnxFormatException.class)
                        .problem())
                .contains("100002 nodes");
    }

    @Test
    void read_structureWithoutEnd_isRefused() {
        byte[] many = new byte[17 << 20];
        NodeProto node = NodeProto.newBuilder().setOpType("Relu").build();
        sketch.graph().setDocString(new String(many, StandardCharsets.US_ASCII)).addNode(node);

        assertThat(refusal(sketch.model().build().toByteArray(), OnnxFormatException.class)
                        .problem())
                .contains("besides the numbers of its tensors");
    }
}
