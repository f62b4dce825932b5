package io.vedette.trainer.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.trainer.evaluation.ParityCheck;
import org.junit.jupiter.api.Test;

class ToleranceTest {
    @Test
    void violations_oneOfFortyDiffers_isLeftToChance() {
        ParityCheck parity = parity(40, 1);

        assertThat(Tolerance.INT8.violations(parity)).isEmpty();
        assertThat(Tolerance.INT8.doubts(parity))
                .anySatisfy(doubt -> assertThat(doubt)
                        .contains("agrees on 97.50 % of the images (95 %: 87.12 to 99.56), wanted are 98.00 %"))
                .anySatisfy(doubt -> assertThat(doubt).contains("accuracy drops by 2.50 points"));
    }

    @Test
    void violations_theSameShareOfManyDiffers_isShown() {
        ParityCheck parity = parity(10_000, 250);

        assertThat(Tolerance.INT8.violations(parity))
                .anySatisfy(text -> assertThat(text).contains("agrees on 97.50 %"))
                .anySatisfy(text -> assertThat(text).contains("accuracy drops by 2.50 points (95 %: 2.19 to 2.81)"));
        assertThat(Tolerance.INT8.doubts(parity)).isEmpty();
    }

    @Test
    void withMaxDropPoints_ofAFileInFloats_boundsItsLogitsAsBefore() {
        Tolerance wider = Tolerance.FLOAT32.withMaxDropPoints(3);

        assertThat(wider.violations(parity(10_000, 250)))
                .noneMatch(text -> text.contains("accuracy drops"))
                .anyMatch(text -> text.contains("a logit differs by"))
                .anyMatch(text -> text.contains("wanted are 99.90 %"));
        assertThat(Tolerance.FLOAT32.violations(parity(10_000, 250))).anyMatch(text -> text.contains("accuracy drops"));
    }

    @Test
    void violations_equalAnswers_areNone() {
        assertThat(Tolerance.INT8.violations(parity(40, 0))).isEmpty();
        assertThat(Tolerance.INT8.doubts(parity(40, 0))).isEmpty();
    }

    @Test
    void violations_notANumber_isOne() {
        float[][] reference = {{1, 0}};
        float[][] broken = {{Float.NaN, 0}};

        assertThat(Tolerance.FLOAT32.violations(ParityCheck.compare(reference, broken, new int[1])))
                .isNotEmpty();
    }

    /** A comparison in which the reference is always right and the other is wrong on so many. */
    private static ParityCheck parity(int examples, int wrong) {
        float[][] reference = new float[examples][];
        float[][] candidate = new float[examples][];
        for (int i = 0; i < examples; i++) {
            reference[i] = new float[] {1, 0};
            candidate[i] = i < wrong ? new float[] {0, 1} : new float[] {1, 0};
        }
        return ParityCheck.compare(reference, candidate, new int[examples]);
    }
}
