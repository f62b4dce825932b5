package io.vedette.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StratificationTest {
    /** 80 of class 0, 20 of class 1, 1 of class 2. */
    private static final int[] CLASSES =
            IntStream.range(0, 101).map(i -> i == 100 ? 2 : i % 5 == 0 ? 1 : 0).toArray();

    @Test
    void of_share_takesItFromEachClass() {
        Stratification parts = Stratification.of(CLASSES, 0.25, 7);
        assertThat(count(parts.share(), 0)).isEqualTo(20);
        assertThat(count(parts.share(), 1)).isEqualTo(5);
        // Of one example none is taken: training needs it.
        assertThat(count(parts.share(), 2)).isZero();
        assertThat(parts.share().length + parts.rest().length).isEqualTo(CLASSES.length);
        assertThat(parts.rest()).isSorted().doesNotContain(parts.share());
    }

    @Test
    void of_smallShare_takesAtLeastOneOfTwo() {
        Stratification parts = Stratification.of(new int[] {0, 0, 1, 1}, 0.01, 7);
        assertThat(parts.share()).hasSize(2);
    }

    @Test
    void of_sameSeed_choosesTheSame() {
        int[] first = Stratification.of(CLASSES, 0.25, 7).share();
        assertThat(Stratification.of(CLASSES, 0.25, 7).share()).containsExactly(first);
        assertThat(Stratification.of(CLASSES, 0.25, 8).share()).isNotEqualTo(first);
    }

    @Test
    void of_shareOfAll_isRefused() {
        assertThatThrownBy(() -> Stratification.of(CLASSES, 1, 7)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Stratification.of(CLASSES, Double.NaN, 7))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void atMost_limit_isMetExactlyAndInProportion() {
        int[] examples = IntStream.range(1000, 1101).toArray();
        int[] chosen = Stratification.atMost(50, examples, CLASSES, 7);
        assertThat(chosen).hasSize(50).isSorted().doesNotHaveDuplicates();
        int[] indices = Arrays.stream(chosen).map(i -> i - 1000).toArray();
        assertThat(count(indices, 0)).isBetween(39L, 41L);
        assertThat(Stratification.atMost(1000, examples, CLASSES, 7)).containsExactly(examples);
    }

    private static long count(int[] indices, int classIndex) {
        return Arrays.stream(indices).filter(i -> CLASSES[i] == classIndex).count();
    }
}
