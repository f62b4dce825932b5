package io.vedette.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.core.bundle.PreprocessingSpec;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PixelNormalisationTest {
    @Test
    void applyTo_range_takesBlackAndWhiteToItsEnds() {
        PreprocessingSpec spec = PixelNormalisation.ofRange(-0.5f, 255).applyTo(DatasetReader.photographs(8));

        assertThat(spec.mean()).hasSize(3);
        for (int channel = 0; channel < 3; channel++) {
            double mean = spec.mean().get(channel);
            double deviation = spec.deviation().get(channel);
            assertThat((0 - mean) / deviation).isCloseTo(-0.5, Offset.offset(1e-4));
            assertThat((1 - mean) / deviation).isCloseTo(255, Offset.offset(1e-3));
        }
        assertThat(spec.width()).isEqualTo(8);
    }

    @Test
    void applyTo_otherChannels_isRefused() {
        assertThatThrownBy(() -> PixelNormalisation.IMAGENET.applyTo(SyntheticPictures.preprocessing()))
                .isInstanceOf(OtherChannelsException.class)
                .hasMessageContaining("3")
                .hasMessageContaining("1");
    }

    @Test
    void normalisation_thatMakesNoSense_isRefused() {
        assertThatThrownBy(() -> PixelNormalisation.ofRange(1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PixelNormalisation(List.of(0f), List.of(0f)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PixelNormalisation(List.of(0f, 1f), List.of(1f)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
