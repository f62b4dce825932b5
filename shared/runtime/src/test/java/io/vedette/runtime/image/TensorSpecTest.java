package io.vedette.runtime.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TensorSpecTest {
    @Test
    void sizes_ofEitherLayout_areReadFromTheShape() {
        TensorSpec planar = TensorSpec.ofFloats(List.of(1, 3, 20, 30), TensorLayout.NCHW);
        TensorSpec packed = new TensorSpec(List.of(1, 20, 30, 3), TensorLayout.NHWC, ElementType.UINT8, 0.5f, 7);

        assertThat(List.of(planar.height(), planar.width(), planar.channels())).containsExactly(20, 30, 3);
        assertThat(List.of(packed.height(), packed.width(), packed.channels())).containsExactly(20, 30, 3);
        assertThat(planar.sizeBytes()).isEqualTo(7200);
        assertThat(packed.sizeBytes()).isEqualTo(1800);
    }

    @Test
    void construct_batchOfTwo_isRefused() {
        assertThatThrownBy(() -> TensorSpec.ofFloats(List.of(2, 3, 20, 30), TensorLayout.NCHW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void construct_zeroPointOutsideTheType_isRefused() {
        assertThatThrownBy(() -> new TensorSpec(List.of(1, 2, 2, 1), TensorLayout.NHWC, ElementType.UINT8, 1, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void construct_floatsWithScale_isRefused() {
        assertThatThrownBy(() -> new TensorSpec(List.of(1, 2, 2, 1), TensorLayout.NHWC, ElementType.FLOAT32, 2, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
