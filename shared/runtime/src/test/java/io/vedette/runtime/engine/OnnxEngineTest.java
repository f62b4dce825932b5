package io.vedette.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.vedette.runtime.image.TensorLayout;
import io.vedette.runtime.image.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxEngineTest {
    private static final float[] PIXELS = {0.25f, 0.5f, -0.75f, 1};

    private static Engine open(ByteBuffer bytes) {
        return OnnxEngine.open("tiny", bytes, EngineOptions.SINGLE_THREAD);
    }

    @Test
    void run_fromBytes_givesAnswersComputedByHand() {
        try (Engine engine = open(TinyOnnx.bytes())) {
            engine.inputBuffer().asFloatBuffer().put(PIXELS);
            engine.run();

            assertThat(engine.embedding()).containsExactly(TinyModel.embedding(PIXELS), within(1e-6f));
            assertThat(engine.logits()).containsExactly(TinyModel.logits(PIXELS), within(1e-6f));
        }
    }

    @Test
    void run_fromFileTwice_reusesItsArrays(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("tiny.onnx"), TinyOnnx.bytes().array());
        try (Engine engine = OnnxEngine.open(file, new EngineOptions(2))) {
            engine.run();
            float[] logits = engine.logits();
            engine.inputBuffer().asFloatBuffer().put(PIXELS);
            engine.run();

            assertThat(engine.logits()).isSameAs(logits).containsExactly(TinyModel.logits(PIXELS), within(1e-6f));
        }
    }

    @Test
    void input_ofOnnxFile_isPlanarFloats() {
        try (Engine engine = open(TinyOnnx.bytes())) {
            assertThat(engine.input()).isEqualTo(TensorSpec.ofFloats(List.of(1, 1, 2, 2), TensorLayout.NCHW));
            assertThat(engine.inputBuffer().isDirect()).isTrue();
            assertThat(engine.inputBuffer().order()).isEqualTo(ByteOrder.nativeOrder());
            assertThat(engine.inputBuffer().remaining()).isEqualTo(16);
        }
    }

    @Test
    void open_randomBytes_throwsCorruptModel() {
        var failure =
                catchThrowableOfType(CorruptModelException.class, () -> open(ByteBuffer.wrap(new byte[] {9, 8, 7})));

        assertThat(failure.model()).isEqualTo("tiny");
    }

    @Test
    void open_truncatedFile_throwsCorruptModel() {
        ByteBuffer bytes = TinyOnnx.bytes();
        bytes.limit(bytes.limit() / 2);

        assertThatThrownBy(() -> open(bytes)).isInstanceOf(CorruptModelException.class);
    }

    @Test
    void open_missingFile_throwsUnreadableModel(@TempDir Path folder) {
        assertThatThrownBy(() -> OnnxEngine.open(folder.resolve("none.onnx"), EngineOptions.SINGLE_THREAD))
                .isInstanceOf(UnreadableModelException.class);
    }

    @Test
    void open_otherOutputName_throwsMissingOutput() {
        ByteBuffer bytes = TinyOnnx.bytes("scores", List.of(1L, 1L, 2L, 2L), TinyModel.B_BIAS);

        var failure = catchThrowableOfType(MissingOutputException.class, () -> open(bytes));

        assertThat(failure.expected()).isEqualTo("logits");
        assertThat(failure.found()).contains("scores", "embedding");
    }

    @Test
    void open_twoChannels_throwsUnexpectedTensor() {
        ByteBuffer bytes = TinyOnnx.bytes("logits", List.of(1L, 2L, 2L, 1L).subList(0, 4), TinyModel.B_BIAS);
        ByteBuffer vector = TinyOnnx.bytes("logits", List.of(1L, 4L), TinyModel.B_BIAS);

        try (Engine engine = open(bytes)) {
            assertThat(engine.input().layout()).isEqualTo(TensorLayout.NHWC);
        }
        var failure = catchThrowableOfType(UnexpectedTensorException.class, () -> open(vector));
        assertThat(failure.tensor()).isEqualTo("input");
    }

    @Test
    void run_outputNotFinite_namesOutputAndIndex() {
        try (Engine engine =
                open(TinyOnnx.bytes("logits", List.of(1L, 1L, 2L, 2L), new float[] {0, Float.POSITIVE_INFINITY}))) {
            var failure = catchThrowableOfType(NonFiniteOutputException.class, engine::run);

            assertThat(failure.output()).isEqualTo("logits");
            assertThat(failure.index()).isEqualTo(1);
        }
    }

    @Test
    void run_afterSecondClose_throwsIllegalState() {
        Engine engine = open(TinyOnnx.bytes());
        engine.close();
        engine.close();

        assertThatThrownBy(engine::run).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void probe_everyFloatOutput_isHandedOver() {
        Map<String, float[]> seen = new HashMap<>();
        try (OnnxProbe probe = OnnxProbe.open("tiny", TinyOnnx.bytes(), EngineOptions.SINGLE_THREAD)) {
            probe.inputBuffer().asFloatBuffer().put(PIXELS);
            probe.run((name, values) -> {
                float[] copy = new float[values.remaining()];
                values.get(copy);
                seen.put(name, copy);
            });
        }

        assertThat(seen).containsOnlyKeys("flat", "embedding", "logits");
        assertThat(seen.get("flat")).containsExactly(PIXELS);
        assertThat(seen.get("embedding")).containsExactly(TinyModel.embedding(PIXELS), within(1e-6f));
        assertThat(seen.get("logits")).containsExactly(TinyModel.logits(PIXELS), within(1e-6f));
    }
}
