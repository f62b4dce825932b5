package io.vedette.trainer.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import io.vedette.core.drift.Signal;
import io.vedette.runtime.image.PictureStatistics;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.DatasetBuilder;
import io.vedette.trainer.data.DevicePictures;
import io.vedette.trainer.data.Progress;
import io.vedette.trainer.data.Split;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SampleReaderTest {
    private static final PreprocessingSpec SPECIFICATION = new PreprocessingSpec(
            8, 8, ColourOrder.GREY, ResizeMode.STRETCH, Interpolation.AREA, 0, List.of(0.5f), List.of(0.5f));

    private final byte[] pixels = new byte[64];
    private final Sample sample;

    SampleReaderTest() {
        new Random(1).nextBytes(pixels);
        Dataset dataset = new DatasetBuilder("one", List.of("a", "b", "c"), SPECIFICATION)
                .add(Split.VALIDATION, 0, pixels, 0, "picture")
                .build();
        // Logits whose probabilities are 1/10, 6/10 and 3/10.
        float[] logits = {0, (float) Math.log(6), (float) Math.log(3)};
        this.sample = new SampleReader(new FixedEngine(logits, new float[] {1, -2}), SPECIFICATION)
                .read(DevicePictures.of(dataset, Split.VALIDATION), Progress.SILENT)
                .get(0);
    }

    @Test
    void read_answer_isLabelConfidenceAndEntropy() {
        assertThat(sample.label()).isEqualTo(1);
        assertThat(sample.number(Signal.CONFIDENCE)).isEqualTo(0.6, within(1e-6));
        double nats = -(0.1 * Math.log(0.1) + 0.6 * Math.log(0.6) + 0.3 * Math.log(0.3));
        assertThat(sample.number(Signal.ENTROPY)).isEqualTo(nats / Math.log(3), within(1e-6));
        assertThat(sample.embedding()).containsExactly(1f, -2f);
    }

    @Test
    void read_picture_hasTheNumbersThatADeviceMeasures() {
        PictureStatistics statistics = new PictureStatistics(8, 8, ColourOrder.GREY);
        statistics.measure(ByteBuffer.wrap(pixels));

        assertThat(sample.number(Signal.LUMINANCE)).isEqualTo(statistics.luminance());
        assertThat(sample.number(Signal.CONTRAST)).isEqualTo(statistics.contrast());
        assertThat(sample.number(Signal.SHARPNESS)).isEqualTo(statistics.sharpness());
        assertThat(sample.number(Signal.DARK)).isEqualTo(statistics.dark());
        assertThat(sample.number(Signal.BURNT)).isEqualTo(statistics.burnt());
        assertThat(sample.numbers()).doesNotContainKey(Signal.SATURATION);
    }
}
