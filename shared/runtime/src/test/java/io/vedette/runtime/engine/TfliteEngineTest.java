package io.vedette.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.vedette.runtime.image.ElementType;
import io.vedette.runtime.image.TensorLayout;
import io.vedette.runtime.image.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.OperatorCodeT;
import org.tensorflow.lite.schema.TensorType;

class TfliteEngineTest {
    private static final float[] PIXELS = {0.25f, 0.5f, 0.75f, 1};

    private static TfliteEngine open(ByteBuffer bytes) {
        return TfliteEngine.open("tiny", bytes, EngineOptions.SINGLE_THREAD);
    }

    @Test
    void run_floatModel_givesAnswersComputedByHand() {
        try (Engine engine = open(TinyTflite.floatBytes())) {
            engine.inputBuffer().asFloatBuffer().put(PIXELS);
            engine.run();

            assertThat(engine.embedding()).containsExactly(TinyModel.embedding(PIXELS), within(1e-6f));
            assertThat(engine.logits()).containsExactly(TinyModel.logits(PIXELS), within(1e-6f));
        }
    }

    @Test
    void run_quantizedModel_givesRealNumbers() {
        try (Engine engine = open(TinyTflite.quantizedBytes())) {
            TensorSpec input = engine.input();
            assertThat(input.elementType()).isEqualTo(ElementType.INT8);
            for (float pixel : PIXELS) {
                engine.inputBuffer().put((byte) input.elementType().quantize(pixel, input.scale(), input.zeroPoint()));
            }
            engine.run();

            // All numbers are multiples of their scales, so that only the outputs' rounding is left: half a step.
            assertThat(engine.embedding())
                    .containsExactly(TinyModel.embedding(PIXELS), within(TinyTflite.EMBEDDING_SCALE / 2));
            assertThat(engine.logits()).containsExactly(TinyModel.logits(PIXELS), within(TinyTflite.LOGITS_SCALE / 2));
        }
    }

    @Test
    void nodes_eitherPrecision_areXnnpacks() {
        try (TfliteEngine floats = open(TinyTflite.floatBytes());
                TfliteEngine integers = open(TinyTflite.quantizedBytes())) {
            assertThat(floats.nodes()).isEqualTo(nodes(false));
            assertThat(integers.nodes()).isEqualTo(nodes(true));
        }
    }

    private static List<TfliteNode> nodes(boolean isInteger) {
        return List.of(
                new TfliteNode(
                        BuiltinOperator.FULLY_CONNECTED,
                        List.of("input", "a", "aBias"),
                        List.of("embedding"),
                        isInteger,
                        true),
                new TfliteNode(
                        BuiltinOperator.FULLY_CONNECTED,
                        List.of("embedding", "b", "bBias"),
                        List.of("logits"),
                        isInteger,
                        true));
    }

    @Test
    void input_ofTfliteFile_hasPixelsTogether(@TempDir Path folder) throws Exception {
        ByteBuffer bytes = TinyTflite.quantizedBytes();
        byte[] content = new byte[bytes.remaining()];
        bytes.get(content);
        Path file = Files.write(folder.resolve("tiny.tflite"), content);
        try (Engine engine = TfliteEngine.open(file, new EngineOptions(2))) {
            assertThat(engine.input())
                    .isEqualTo(new TensorSpec(
                            List.of(1, 2, 2, 1),
                            TensorLayout.NHWC,
                            ElementType.INT8,
                            TinyTflite.INPUT_SCALE,
                            TinyTflite.INPUT_ZERO_POINT));
            assertThat(engine.inputBuffer().remaining()).isEqualTo(4);
        }
    }

    @Test
    void run_manyEnginesOpenedAndClosed_keepsAnswers() {
        for (int i = 0; i < 50; i++) {
            try (Engine engine = open(TinyTflite.floatBytes())) {
                System.gc();
                engine.inputBuffer().asFloatBuffer().put(PIXELS);
                engine.run();
                assertThat(engine.logits()).containsExactly(TinyModel.logits(PIXELS), within(1e-6f));
            }
        }
    }

    @Test
    void open_truncatedFile_throwsCorruptModel() {
        ByteBuffer bytes = TinyTflite.floatBytes();
        bytes.limit(bytes.position() + bytes.remaining() / 2);

        var failure = catchThrowableOfType(CorruptModelException.class, () -> open(bytes));

        assertThat(failure.model()).isEqualTo("tiny");
    }

    @Test
    void open_emptyFile_throwsCorruptModel() {
        assertThatThrownBy(() -> open(ByteBuffer.allocate(0))).isInstanceOf(CorruptModelException.class);
    }

    @Test
    void open_missingFile_throwsUnreadableModel(@TempDir Path folder) {
        assertThatThrownBy(() -> TfliteEngine.open(folder.resolve("none.tflite"), EngineOptions.SINGLE_THREAD))
                .isInstanceOf(UnreadableModelException.class);
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of("embedding", TensorType.INT8, 1 / 16f, 128, "zero point 128, but one of int8"),
                Arguments.of("embedding", TensorType.INT8, 1 / 16f, -129, "zero point -129, but one of int8"),
                Arguments.of("embedding", TensorType.UINT8, 1 / 16f, -128, "zero point -128, but one of uint8"),
                Arguments.of("a", TensorType.UINT8, 1 / 16f, 256, "zero point 256, but one of uint8"),
                Arguments.of("aBias", TensorType.INT32, 1 / 1024f, 5, "zero point 5, but one of int32 must be 0"),
                Arguments.of("a", TensorType.INT8, 0f, 0, "scale 0.0"),
                Arguments.of("a", TensorType.INT8, Float.NaN, 0, "scale NaN"),
                Arguments.of("b", TensorType.INT8, -1f, 0, "scale -1.0"),
                Arguments.of("logits", TensorType.INT8, Float.POSITIVE_INFINITY, 0, "scale Infinity"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void open_integersThatStandForNothing_areRefusedByTheirTensor(
            String name, byte type, float scale, long zeroPoint, String problem) {
        ByteBuffer bytes = TinyTflite.quantizedBytes(tensor -> {
            if (tensor.getName().equals(name)) {
                tensor.setType(type);
                tensor.getQuantization().setScale(new float[] {scale});
                tensor.getQuantization().setZeroPoint(new long[] {zeroPoint});
            }
        });

        var failure = catchThrowableOfType(CorruptModelException.class, () -> open(bytes));

        assertThat(failure.reason()).startsWith("tensor " + name + " has " + problem);
    }

    @Test
    void open_otherOutputName_throwsMissingOutput() {
        var failure = catchThrowableOfType(MissingOutputException.class, () -> open(TinyTflite.floatBytes("scores")));

        assertThat(failure.expected()).isEqualTo("logits");
        assertThat(failure.found()).containsExactly("scores", "embedding");
    }

    @Test
    void open_operatorInAVersionThatTheRuntimeLacks_namesIt() {
        OperatorCodeT code = code(BuiltinOperator.FULLY_CONNECTED);
        code.setVersion(99);

        var failure = catchThrowableOfType(UnknownOperatorException.class, () -> open(TinyTflite.floatBytes(code)));

        assertThat(failure.operator()).isEqualTo("9 in version 99");
    }

    @Test
    void open_operatorThatTheRuntimeLacks_namesIt() {
        OperatorCodeT code = code(250);

        var failure = catchThrowableOfType(UnknownOperatorException.class, () -> open(TinyTflite.floatBytes(code)));

        assertThat(failure.operator()).isEqualTo("250 in version 1");
    }

    @Test
    void open_customOperator_namesIt() {
        OperatorCodeT code = code(BuiltinOperator.CUSTOM);
        code.setCustomCode("Steal");

        var failure = catchThrowableOfType(UnknownOperatorException.class, () -> open(TinyTflite.floatBytes(code)));

        assertThat(failure.operator()).isEqualTo("Steal");
    }

    @Test
    void open_operatorThatSteersOthers_namesIt() {
        OperatorCodeT code = code(BuiltinOperator.WHILE);

        var failure = catchThrowableOfType(UnknownOperatorException.class, () -> open(TinyTflite.floatBytes(code)));

        assertThat(failure.operator()).isEqualTo("WHILE");
    }

    private static OperatorCodeT code(int operator) {
        OperatorCodeT code = new OperatorCodeT();
        code.setDeprecatedBuiltinCode((byte) Math.min(127, operator));
        code.setBuiltinCode(operator);
        code.setVersion(1);
        return code;
    }

    @Test
    void run_notANumberIn_namesOutput() {
        try (Engine engine = open(TinyTflite.floatBytes())) {
            engine.inputBuffer().asFloatBuffer().put(Float.NaN);

            assertThatThrownBy(engine::run).isInstanceOf(NonFiniteOutputException.class);
        }
    }

    @Test
    void run_afterSecondClose_throwsIllegalState() {
        Engine engine = open(TinyTflite.floatBytes());
        engine.close();
        engine.close();

        assertThatThrownBy(engine::run).isInstanceOf(IllegalStateException.class);
    }
}
