package io.vedette.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchWriterTest {
    private static final PreprocessingSpec TWO_BY_TWO = new PreprocessingSpec(
            2,
            2,
            ColourOrder.RGB,
            ResizeMode.STRETCH,
            Interpolation.AREA,
            0,
            List.of(0f, 0.5f, 0f),
            List.of(1f, 0.5f, 2f));

    // Pixels (row, column): red counts 1 to 4, green is dark or full, blue is full.
    private static final byte[] PIXELS = {
        1, 0, (byte) 255, 2, (byte) 255, (byte) 255, 3, 0, (byte) 255, 4, (byte) 255, (byte) 255
    };

    @Test
    void write_packedPixels_becomePlanesOfNormalisedValues() {
        float[] values = new float[12];
        new BatchWriter(TWO_BY_TWO).write(PIXELS, 0, values, 0);
        assertThat(values)
                .containsExactly(1 / 255f, 2 / 255f, 3 / 255f, 4 / 255f, -1, 1, -1, 1, 0.5f, 0.5f, 0.5f, 0.5f);
    }

    @Test
    void writeAugmented_none_isWrite() {
        float[] plain = new float[12];
        float[] augmented = new float[12];
        new BatchWriter(TWO_BY_TWO).write(PIXELS, 0, plain, 0);
        new BatchWriter(TWO_BY_TWO).writeAugmented(PIXELS, 0, augmented, 0, Augmentation.NONE, new Random(1));
        assertThat(augmented).containsExactly(plain);
    }

    @Test
    void writeAugmented_flip_mirrorsHalfOfThePictures() {
        int mirrored = 0;
        Random random = new Random(1);
        BatchWriter writer = new BatchWriter(TWO_BY_TWO);
        for (int i = 0; i < 400; i++) {
            float[] values = new float[12];
            writer.writeAugmented(PIXELS, 0, values, 0, new Augmentation(true, 0, 0, 0, 1, 0), random);
            if (values[0] == 2 / 255f) {
                assertThat(values)
                        .containsExactly(2 / 255f, 1 / 255f, 4 / 255f, 3 / 255f, 1, -1, 1, -1, 0.5f, 0.5f, 0.5f, 0.5f);
                mirrored++;
            }
        }
        // Five deviations of a fair coin thrown 400 times.
        assertThat(mirrored).isBetween(150, 250);
    }

    @Test
    void writeAugmented_shift_repeatsTheBorder() {
        Random random = new Random(2);
        BatchWriter writer = new BatchWriter(TWO_BY_TWO);
        boolean isMovedRight = false;
        for (int i = 0; i < 200; i++) {
            float[] values = new float[12];
            writer.writeAugmented(PIXELS, 0, values, 0, new Augmentation(false, 1, 0, 0, 1, 0), random);
            isMovedRight |=
                    values[0] == 1 / 255f && values[1] == 1 / 255f && values[2] == 3 / 255f && values[3] == 3 / 255f;
        }
        assertThat(isMovedRight).isTrue();
    }

    @Test
    void writeAugmented_brightness_staysWithinItsBoundAndThePixelRange() {
        Random random = new Random(3);
        BatchWriter writer = new BatchWriter(TWO_BY_TWO);
        float lowest = 1;
        for (int i = 0; i < 200; i++) {
            float[] values = new float[12];
            writer.writeAugmented(PIXELS, 0, values, 0, new Augmentation(false, 0, 0.2f, 0, 1, 0), random);
            assertThat(values[0]).isBetween(0f, (1 + 51) / 255f);
            assertThat(values[8]).isBetween(0.5f * 204 / 255f, 0.5f);
            lowest = Math.min(lowest, values[8]);
        }
        assertThat(lowest).isLessThan(0.42f);
    }
}
