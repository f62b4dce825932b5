package io.vedette.trainer.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.DatasetBuilder;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.data.SyntheticPictures;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class CalibrationPicturesTest {
    @Test
    void choose_moreThanWanted_isAsManyAsWantedPickedBySeed() {
        Dataset dataset = SyntheticPictures.dataset(90, 0, 30, 1);

        CalibrationPictures pictures = CalibrationPictures.choose(dataset, 40, 5);

        assertThat(pictures.size()).isEqualTo(40);
        assertThat(numbers(pictures)).hasSize(40).doesNotHaveDuplicates();
        assertThat(numbers(CalibrationPictures.choose(dataset, 40, 5))).isEqualTo(numbers(pictures));
        assertThat(numbers(CalibrationPictures.choose(dataset, 40, 6))).isNotEqualTo(numbers(pictures));
        assertThat(CalibrationPictures.choose(dataset, 500, 5).size()).isEqualTo(90);
    }

    private static List<Float> numbers(CalibrationPictures pictures) {
        List<Float> sums = new ArrayList<>();
        for (float[] picture : pictures) {
            float sum = 0;
            for (float number : picture) {
                sum += number;
            }
            sums.add(sum);
        }
        return sums;
    }

    @Test
    void choose_tooFewTrainingImages_saysHowManyItTakes() {
        Dataset dataset = SyntheticPictures.dataset(31, 0, 30, 1);

        assertThatThrownBy(() -> CalibrationPictures.choose(dataset, 500, 5))
                .asInstanceOf(InstanceOfAssertFactories.type(TooFewCalibrationImagesException.class))
                .satisfies(failure -> {
                    assertThat(failure.found()).isEqualTo(31);
                    assertThat(failure.needed()).isEqualTo(32);
                    assertThat(failure).hasMessageContaining("at least 32").hasMessageContaining("found 31");
                });
    }

    @Test
    void choose_trainingImagesThatAreTestImagesToo_areNamed() {
        Random random = new Random(3);
        DatasetBuilder builder = new DatasetBuilder(
                        "twins", SyntheticPictures.LABELS, SyntheticPictures.preprocessing())
                .addAll(SyntheticPictures.dataset(40, 0, 20, 1));
        for (int i = 0; i < 2; i++) {
            byte[] pixels = SyntheticPictures.picture(0, random);
            builder.add(Split.TRAIN, 0, pixels, 0, "learned " + i);
            // The label does not matter.
            builder.add(Split.TEST, 1, pixels, 0, "asked " + i);
        }
        Dataset dataset = builder.build();

        assertThatThrownBy(() -> CalibrationPictures.choose(dataset, 500, 5))
                .asInstanceOf(InstanceOfAssertFactories.type(TestImageInCalibrationException.class))
                .satisfies(failure -> {
                    assertThat(failure.found()).isEqualTo(2);
                    assertThat(failure.example()).startsWith("learned ");
                    assertThat(failure.testImage()).isEqualTo(failure.example().replace("learned", "asked"));
                    assertThat(failure).hasMessageContaining("Of the 42 calibration images 2 have");
                });
    }

    @Test
    void choose_imageThatIsInValidationToo_isTaken() {
        DatasetBuilder builder = new DatasetBuilder(
                        "twins", SyntheticPictures.LABELS, SyntheticPictures.preprocessing())
                .addAll(SyntheticPictures.dataset(40, 0, 20, 1));
        byte[] pixels = SyntheticPictures.picture(0, new Random(3));
        builder.add(Split.TRAIN, 0, pixels, 0, "learned").add(Split.VALIDATION, 0, pixels, 0, "kept");

        assertThat(CalibrationPictures.choose(builder.build(), 500, 5).size()).isEqualTo(41);
    }
}
