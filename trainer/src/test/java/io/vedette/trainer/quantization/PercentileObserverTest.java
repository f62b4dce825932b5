package io.vedette.trainer.quantization;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.graph.TensorRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PercentileObserverTest {
    @Test
    void range_evenNumbers_cutsTheFractionAtEachEnd() {
        PercentileObserver observer = new PercentileObserver(0.1);
        for (int i = -500; i <= 500; i++) {
            observer.observe(i / 100f);
        }

        // Bins are 8 / 2048 wide here and numbers 0.01 apart: one of each.
        assertThat(observer.range().lowest()).isCloseTo(-4f, Offset.offset(0.015f));
        assertThat(observer.range().highest()).isCloseTo(4f, Offset.offset(0.015f));
    }

    @Test
    void range_oneOutlierInManyNumbers_leavesItOut() {
        PercentileObserver observer = new PercentileObserver(1e-4);
        Random random = new Random(41);
        for (int i = 0; i < 100_000; i++) {
            observer.observe(random.nextFloat());
        }
        observer.observe(1000);

        // One bin of 1024 / 2048.
        assertThat(observer.range().highest()).isBetween(0.99f, 1.5f);
        assertThat(observer.range().lowest()).isBetween(0f, 0.001f);
    }

    @Test
    void range_fewNumbers_cutsNothing() {
        PercentileObserver observer = new PercentileObserver(1e-4);
        observer.observe(-3);
        observer.observe(0.25f);

        assertThat(observer.range()).isEqualTo(new TensorRange(-3, 0.25f));
    }

    @Test
    void range_onlyZero_isZero() {
        PercentileObserver observer = new PercentileObserver(1e-4);
        observer.observe(0);

        assertThat(observer.range()).isEqualTo(new TensorRange(0, 0));
    }

    @Test
    void range_anyOrder_isTheSame() {
        Random random = new Random(43);
        List<Float> numbers = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            numbers.add((float) (random.nextGaussian() * Math.exp(random.nextGaussian())));
        }
        TensorRange first = observed(numbers);
        Collections.shuffle(numbers, new Random(47));
        TensorRange second = observed(numbers);
        Collections.sort(numbers);

        assertThat(second).isEqualTo(first);
        assertThat(observed(numbers)).isEqualTo(first);
    }

    private static TensorRange observed(List<Float> numbers) {
        PercentileObserver observer = new PercentileObserver(0.01);
        numbers.forEach(observer::observe);
        return observer.range();
    }
}
