package io.vedette.runtime.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreprocessorTest {
    private static final PreprocessingSpec COLOUR = new PreprocessingSpec(
            2,
            1,
            ColourOrder.RGB,
            ResizeMode.STRETCH,
            Interpolation.BILINEAR,
            0,
            List.of(0.5f, 0.25f, 0f),
            List.of(0.5f, 1f, 2f));
    private static final byte[] TWO_PIXELS = {0, 51, (byte) 255, (byte) 255, 102, 0};

    private static ByteBuffer target(TensorSpec tensor) {
        return ByteBuffer.allocateDirect(tensor.sizeBytes()).order(ByteOrder.nativeOrder());
    }

    private static float[] floats(TensorSpec tensor) {
        ByteBuffer target = target(tensor);
        new Preprocessor(COLOUR, tensor).apply(ByteBuffer.wrap(TWO_PIXELS), target);
        float[] values = new float[tensor.elements()];
        target.asFloatBuffer().get(values);
        return values;
    }

    @Test
    void apply_planarFloats_putsOneChannelAfterTheOther() {
        float[] values = floats(TensorSpec.ofFloats(List.of(1, 3, 1, 2), TensorLayout.NCHW));

        assertThat(values).containsExactly(-1f, 1f, (float) (0.2 - 0.25), (float) (0.4 - 0.25), 0.5f, 0f);
    }

    @Test
    void apply_packedFloats_keepsChannelsTogether() {
        float[] values = floats(TensorSpec.ofFloats(List.of(1, 1, 2, 3), TensorLayout.NHWC));

        assertThat(values).containsExactly(-1f, (float) (0.2 - 0.25), 0.5f, 1f, (float) (0.4 - 0.25), 0f);
    }

    @Test
    void apply_quantized_roundsAndClamps() {
        TensorSpec tensor = new TensorSpec(List.of(1, 1, 5, 1), TensorLayout.NHWC, ElementType.INT8, 3 / 255f, 50);
        PreprocessingSpec grey = new PreprocessingSpec(
                5, 1, ColourOrder.GREY, ResizeMode.STRETCH, Interpolation.BILINEAR, 0, List.of(0f), List.of(1f));
        ByteBuffer target = target(tensor);

        new Preprocessor(grey, tensor).apply(ByteBuffer.wrap(new byte[] {0, 2, 5, 4, (byte) 255}), target);

        byte[] values = new byte[5];
        target.get(values);
        // The levels' thirds are 0, 0.67, 1.67, 1.33, and 85, which with the zero point is above the type.
        assertThat(values).containsExactly(50, 51, 52, 51, 127);
    }

    @Test
    void apply_unsignedBytes_usesTheWholeRange() {
        TensorSpec tensor = new TensorSpec(List.of(1, 1, 1, 2), TensorLayout.NCHW, ElementType.UINT8, 1 / 255f, 0);
        PreprocessingSpec grey = new PreprocessingSpec(
                2, 1, ColourOrder.GREY, ResizeMode.STRETCH, Interpolation.BILINEAR, 0, List.of(0f), List.of(1f));
        ByteBuffer target = target(tensor);

        new Preprocessor(grey, tensor).apply(ByteBuffer.wrap(new byte[] {7, (byte) 255}), target);

        assertThat(target.get(0)).isEqualTo((byte) 7);
        assertThat(target.get(1)).isEqualTo((byte) 255);
    }

    @Test
    void construct_otherSize_throwsPixelSize() {
        TensorSpec tensor = TensorSpec.ofFloats(List.of(1, 3, 2, 2), TensorLayout.NCHW);

        var failure = catchThrowableOfType(PixelSizeException.class, () -> new Preprocessor(COLOUR, tensor));

        assertThat(failure.expected()).isEqualTo("2×1×3");
        assertThat(failure.found()).isEqualTo("2×2×3");
    }

    @Test
    void apply_tooFewPixels_throwsPixelSize() {
        TensorSpec tensor = TensorSpec.ofFloats(List.of(1, 3, 1, 2), TensorLayout.NCHW);
        Preprocessor preprocessor = new Preprocessor(COLOUR, tensor);

        assertThatThrownBy(() -> preprocessor.apply(ByteBuffer.allocate(5), target(tensor)))
                .isInstanceOf(PixelSizeException.class);
    }

    @Test
    void apply_otherByteOrder_isRefused() {
        TensorSpec tensor = TensorSpec.ofFloats(List.of(1, 3, 1, 2), TensorLayout.NCHW);
        ByteOrder other =
                ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;

        assertThatThrownBy(() -> new Preprocessor(COLOUR, tensor)
                        .apply(ByteBuffer.wrap(TWO_PIXELS), target(tensor).order(other)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
