package io.vedette.trainer.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.TensorRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all ways to find a range have in common, and where they differ. */
class RangeObserverTest {
    @ParameterizedTest
    @EnumSource(CalibrationMethod.class)
    void range_onlyZero_isZero(CalibrationMethod method) {
        assertThat(range(method, List.of(0f, 0f))).isEqualTo(new TensorRange(0, 0));
    }

    @ParameterizedTest
    @EnumSource(CalibrationMethod.class)
    void range_twoNumbers_isNotWiderThanTheyAre(CalibrationMethod method) {
        TensorRange range = range(method, List.of(-3f, 0.25f));

        assertThat(range.lowest()).isBetween(-3f, 0f);
        assertThat(range.highest()).isBetween(0f, 0.25f);
    }

    @ParameterizedTest
    @EnumSource(CalibrationMethod.class)
    void range_anyOrderInAPicture_isTheSame(CalibrationMethod method) {
        List<Float> numbers = normal(20_000, 43);
        TensorRange first = range(method, numbers);
        Collections.sort(numbers);

        assertThat(range(method, numbers)).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(
            value = CalibrationMethod.class,
            names = {"PERCENTILE", "ENTROPY"})
    void range_oneOutlierInManyNumbers_isClipped(CalibrationMethod method) {
        List<Float> numbers = normal(100_000, 41);
        numbers.add(100f);

        // 99.99 % of normal numbers lie within 3.9; entropy leaves a bin per integer at least, 256 of 128 / 4096 each.
        assertThat(range(method, numbers).highest()).isBetween(3f, 8.1f);
        assertThat(range(CalibrationMethod.MIN_MAX, numbers).highest()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(floats = {1, 10, 40, 1000})
    void range_meanSquaredError_errsLeastOfAll(float outlier) {
        List<Float> numbers = normal(100_000, 41);
        numbers.add(outlier);

        double best = squaredError(range(CalibrationMethod.MEAN_SQUARED_ERROR, numbers), numbers);

        for (CalibrationMethod method : CalibrationMethod.values()) {
            // A thousandth for numbers that do not lie evenly in their bins, and for bounds between those tried.
            assertThat(best).as(method.name()).isLessThan(1.001 * squaredError(range(method, numbers), numbers));
        }
    }

    @Test
    void range_meanSquaredErrorWithOutliersAmongMany_clipsThem() {
        List<Float> numbers = normal(100_000, 41);
        numbers.add(10f);

        assertThat(range(CalibrationMethod.MEAN_SQUARED_ERROR, numbers).highest())
                .isBetween(3f, 9f);
    }

    @Test
    void range_meanSquaredErrorOfFewLargeNumbers_keepsThem() {
        // Clipping 1000 in a hundred thousand to 500 would cost 2.5 each; steps of 1000 / 255 cost at most 1.3.
        List<Float> numbers = normal(100_000, 41);
        numbers.add(1000f);

        assertThat(range(CalibrationMethod.MEAN_SQUARED_ERROR, numbers).highest())
                .isGreaterThan(500);
    }

    @Test
    void range_entropyOfNumbersHeapedUp_clipsNoMoreThanOneInAThousand() {
        List<Float> numbers = new ArrayList<>(Collections.nCopies(50_000, 0.3f));
        numbers.addAll(Collections.nCopies(50_000, 0.7f));
        normal(20_000, 47).forEach(number -> numbers.add(Math.abs(number)));

        TensorRange range = range(CalibrationMethod.ENTROPY, numbers);

        assertThat(numbers.stream().filter(number -> number > range.highest()))
                .hasSizeLessThanOrEqualTo(numbers.size() / 1000)
                .isNotEmpty();
    }

    @Test
    void range_zerosBehindRelu_doNotMoveEntropy() {
        List<Float> numbers = new ArrayList<>();
        normal(20_000, 47).forEach(number -> numbers.add(Math.abs(number)));
        TensorRange without = range(CalibrationMethod.ENTROPY, numbers);
        numbers.addAll(Collections.nCopies(100_000, 0f));

        assertThat(range(CalibrationMethod.ENTROPY, numbers)).isEqualTo(without);
    }

    @Test
    void range_movingAverage_movesByTheMomentum() {
        MovingAverageObserver observer = new MovingAverageObserver(0.01);
        picture(observer, -1, 5);
        picture(observer, -2, 10);
        picture(observer, 3, 4);

        // −1 − 0.01·1 = −1.01, then + 0.01·4.01; 5 + 0.01·5 = 5.05, then − 0.01·1.05.
        assertThat(observer.range().lowest()).isCloseTo(-0.9699f, Offset.offset(1e-6f));
        assertThat(observer.range().highest()).isCloseTo(5.0395f, Offset.offset(1e-6f));
    }

    @Test
    void range_movingAverageBeforeAPictureEnds_isRefused() {
        MovingAverageObserver observer = new MovingAverageObserver(0.01);
        observer.observe(1);

        assertThatThrownBy(observer::range).isInstanceOf(IllegalStateException.class);
    }

    private static void picture(RangeObserver observer, float... numbers) {
        for (float number : numbers) {
            observer.observe(number);
        }
        observer.endPicture();
    }

    private static TensorRange range(CalibrationMethod method, List<Float> numbers) {
        RangeObserver observer = method.observer();
        numbers.forEach(observer::observe);
        observer.endPicture();
        return observer.range();
    }

    private static double squaredError(TensorRange range, List<Float> numbers) {
        QuantizationParameters parameters = QuantizationParameters.ofRange(range);
        return numbers.stream()
                .mapToDouble(number -> number - parameters.toReal(parameters.toInteger(number)))
                .map(error -> error * error)
                .sum();
    }

    private static List<Float> normal(int count, long seed) {
        Random random = new Random(seed);
        List<Float> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add((float) random.nextGaussian());
        }
        return numbers;
    }
}
