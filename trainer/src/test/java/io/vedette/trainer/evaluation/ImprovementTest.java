package io.vedette.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.core.json.RecordJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImprovementTest {
    private static final List<String> LABELS = List.of("cat", "owl", "fox");
    private static final int[] TRUTH = {0, 0, 0, 1, 1};
    private static final Evaluation BEFORE = answers(0, 1, 1, 1, 0);
    private static final Evaluation AFTER = answers(0, 0, 0, 2, 0);

    private final Improvement improvement = Improvement.of("first", BEFORE, AFTER);

    @Test
    void of_answersBeforeAndAfter_countsWhatWasMendedAndSpoiled() {
        assertThat(improvement.examples()).isEqualTo(5);
        assertThat(improvement.mended()).isEqualTo(2);
        assertThat(improvement.spoiled()).isEqualTo(1);
        assertThat(improvement.accuracyBefore()).isEqualTo(0.4);
        assertThat(improvement.accuracyAfter()).isEqualTo(0.6);
    }

    @Test
    void of_classes_tellsTheirRecall() {
        assertThat(improvement.classes())
                .containsExactly(
                        new Improvement.ClassChange("cat", 3, 1 / 3.0, 1),
                        new Improvement.ClassChange("owl", 2, 0.5, 0),
                        new Improvement.ClassChange("fox", 0, Double.NaN, Double.NaN));
    }

    @Test
    void hasWorsened_moreSpoiledThanMended_isTrue() {
        assertThat(improvement.hasWorsened()).isFalse();
        assertThat(Improvement.of("first", BEFORE, BEFORE).hasWorsened()).isFalse();
        assertThat(Improvement.of("first", AFTER, BEFORE).hasWorsened()).isTrue();
    }

    @Test
    void json_ofAnImprovement_isReadBack() {
        assertThat(RecordJson.read(RecordJson.writeIndented(improvement), Improvement.class))
                .isEqualTo(improvement);
    }

    @Test
    void of_otherExamples_isRefused() {
        Evaluation others = Evaluation.of(LABELS, new int[] {1, 0, 0, 1, 1}, logits(0, 0, 0, 0, 0));
        Evaluation fewer = Evaluation.of(LABELS, new int[] {0}, logits(0));
        assertThatThrownBy(() -> Improvement.of("first", BEFORE, others)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Improvement.of("first", BEFORE, fewer)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Evaluation answers(int... predicted) {
        return Evaluation.of(LABELS, TRUTH, logits(predicted));
    }

    private static float[][] logits(int... predicted) {
        float[][] rows = new float[predicted.length][LABELS.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i][predicted[i]] = 1;
        }
        return rows;
    }
}
