package io.vedette.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TfliteProbeTest {
    private static final float[] PIXELS = {0.25f, 0.5f, 0.75f, 1};

    @Test
    void run_floatModel_showsEachTensorByName() {
        Map<String, float[]> tensors = new HashMap<>();
        try (TfliteProbe probe = TfliteProbe.open("tiny", TinyTflite.floatBytes())) {
            probe.run(input(PIXELS), (name, bytes) -> {
                float[] values = new float[bytes.remaining() / Float.BYTES];
                bytes.asFloatBuffer().get(values);
                tensors.put(name, values);
            });
        }

        assertThat(Objects.requireNonNull(tensors.get("logits")))
                .containsExactly(TinyModel.logits(PIXELS), within(1e-6f));
        assertThat(Objects.requireNonNull(tensors.get("embedding")))
                .containsExactly(TinyModel.embedding(PIXELS), within(1e-6f));
    }

    @Test
    void run_inputOfAnotherSize_isRefused() {
        try (TfliteProbe probe = TfliteProbe.open("tiny", TinyTflite.floatBytes())) {
            assertThatThrownBy(() -> probe.run(input(new float[3]), (name, bytes) -> {}))
                    .isInstanceOf(UnexpectedTensorException.class)
                    .hasMessageContaining("16 bytes")
                    .hasMessageContaining("12");
        }
    }

    @Test
    void open_noFlatbuffer_isRefused() {
        assertThatThrownBy(() -> TfliteProbe.open("tiny", ByteBuffer.wrap(new byte[64])))
                .isInstanceOf(CorruptModelException.class);
    }

    private static ByteBuffer input(float[] pixels) {
        ByteBuffer bytes = ByteBuffer.allocate(pixels.length * Float.BYTES).order(ByteOrder.nativeOrder());
        bytes.asFloatBuffer().put(pixels);
        return bytes;
    }
}
