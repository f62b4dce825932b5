package io.vedette.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final float[][] LOGITS = {{2, 0}, {0, 1}, {3, 0}, {1, 1}};

    private final Evaluation evaluation = Evaluation.of(List.of("a", "b"), new int[] {0, 0, 1, 1}, LOGITS);

    @Test
    void of_logits_namesTheHighestAndTheFirstOfEquals() {
        assertThat(evaluation.predictions()).extracting(Prediction::predicted).containsExactly(0, 1, 0, 0);
        assertThat(evaluation.matrix().right()).isEqualTo(1);
    }

    @Test
    void of_logits_confidenceIsTheSoftmax() {
        assertThat(evaluation.predictions().get(0).confidence()).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-9));
        assertThat(evaluation.predictions().get(3).confidence()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void wrong_isOrderedByConfidence() {
        assertThat(evaluation.wrong()).extracting(Prediction::position).containsExactly(2, 1, 3);
    }
}
