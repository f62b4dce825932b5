package io.vedette.trainer.quantization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ClippingDivergenceTest {
    /** Rounding of some tens of doubles of order one. */
    private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

    /** The distribution of the example in Migacz's talk, which becomes 2, 0, 2, 2, 4, 4, 4, 4 in two levels. */
    private final long[] example = {1, 0, 2, 3, 5, 3, 1, 7};

    @Test
    void of_wholeExample_isTheDivergenceFromTheMergedCounts() {
        double expected = divergence(new double[] {1, 0, 2, 3, 5, 3, 1, 7}, new double[] {2, 0, 2, 2, 4, 4, 4, 4});

        assertThat(new ClippingDivergence(example, 2).of(0, 8)).isCloseTo(expected, ROUNDING);
    }

    @Test
    void of_clippedAbove_putsWhatLiesBeyondIntoTheLastBin() {
        double expected = divergence(
                new double[] {1, 0, 2, 3, 5, 3 + 8}, new double[] {1.5, 0, 1.5, 11 / 3.0, 11 / 3.0, 11 / 3.0});

        assertThat(new ClippingDivergence(example, 2).of(0, 6)).isCloseTo(expected, ROUNDING);
    }

    @Test
    void of_clippedOnBothSides_putsWhatLiesBeyondIntoBothEnds() {
        double expected = divergence(new double[] {2 + 1, 3, 5, 3 + 8}, new double[] {2.5, 2.5, 4, 4});

        assertThat(new ClippingDivergence(example, 2).of(2, 6)).isCloseTo(expected, ROUNDING);
    }

    @Test
    void of_firstBinEmptyWithinItsLevel_takesPartInTheLevel() {
        // Clipped before the empty second bin: it holds the clipped 1, and shares its level's 2 with the third.
        double expected =
                divergence(new double[] {1, 2, 3, 5, 3, 1 + 7}, new double[] {5 / 3.0, 5 / 3.0, 5 / 3.0, 3, 3, 3});

        assertThat(new ClippingDivergence(example, 2).of(1, 7)).isCloseTo(expected, ROUNDING);
    }

    @Test
    void of_asManyLevelsAsBins_losesNothing() {
        assertThat(new ClippingDivergence(example, 8).of(0, 8)).isCloseTo(0, ROUNDING);
    }

    @Test
    void of_levelOfClippedNumbersOnly_isInfinite() {
        assertThat(new ClippingDivergence(new long[] {4, 0, 0, 1}, 3).of(0, 3)).isInfinite();
    }

    /** Σ p·ln(p / q), straight from its definition. */
    private static double divergence(double[] reference, double[] levels) {
        double referenceSum = Arrays.stream(reference).sum();
        double levelSum = Arrays.stream(levels).sum();
        double sum = 0;
        for (int i = 0; i < reference.length; i++) {
            double p = reference[i] / referenceSum;
            double q = levels[i] / levelSum;
            sum += p == 0 ? 0 : p * Math.log(p / q);
        }
        return sum;
    }
}
