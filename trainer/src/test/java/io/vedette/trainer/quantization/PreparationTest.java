package io.vedette.trainer.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.architecture.DepthwiseSeparable;
import io.vedette.trainer.data.Progress;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.Symmetry;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PreparationTest {
    private static final Recipe PLAIN = Recipe.of(CalibrationMethod.MIN_MAX);

    private final Graph network = new DepthwiseSeparable(1).build(Shape.of(1, 12, 12), 3, 7);
    private final List<float[]> pictures = Pictures.random(network.input(), 40, 5);
    private final AtomicInteger passes = new AtomicInteger();
    private final RecordingProgress progress = new RecordingProgress();
    private final Preparation preparation = Preparation.of(
            network,
            () -> {
                passes.incrementAndGet();
                return pictures.iterator();
            },
            pictures.size(),
            1,
            progress);

    @Test
    void quantize_theSameRanges_serveBothSymmetriesAndFloatsInPart() {
        QuantizedGraph asymmetric = preparation.quantize(PLAIN, Symmetry.ASYMMETRIC);
        QuantizedGraph symmetric = preparation.quantize(PLAIN, Symmetry.SYMMETRIC);
        QuantizedGraph mixed = preparation.quantize(PLAIN.withFloatNodes(List.of("stem")), Symmetry.ASYMMETRIC);

        assertThat(passes).hasValue(1);
        assertThat(symmetric.values().values()).allMatch(parameters -> parameters.zeroPoint() == 0);
        assertThat(asymmetric.values().values()).anyMatch(parameters -> parameters.zeroPoint() == -128);
        assertThat(mixed.floatNodes()).containsExactly("stem");
        assertThat(mixed.values()).isEqualTo(asymmetric.values());
        assertThat(preparation.quantize(PLAIN, Symmetry.ASYMMETRIC).floatNodes())
                .isEmpty();
    }

    @Test
    void quantize_anotherMethod_hasOtherRanges() {
        assertThat(preparation
                        .quantize(Recipe.of(CalibrationMethod.PERCENTILE), Symmetry.ASYMMETRIC)
                        .values())
                .isNotEqualTo(preparation.quantize(PLAIN, Symmetry.ASYMMETRIC).values());
    }

    @Test
    void quantize_equalized_isOfOtherWeights() {
        QuantizedGraph equalized = preparation.quantize(PLAIN.with(Remedy.EQUALIZATION), Symmetry.ASYMMETRIC);

        assertThat(equalized.graph()).isNotEqualTo(preparation.folded());
        assertThat(preparation.quantize(PLAIN, Symmetry.ASYMMETRIC).graph()).isEqualTo(preparation.folded());
    }

    @Test
    void quantize_biasesCorrected_hasOtherBiasesAlone() {
        QuantizedGraph plain = preparation.quantize(PLAIN, Symmetry.ASYMMETRIC);
        QuantizedGraph corrected = preparation.quantize(PLAIN.with(Remedy.BIAS_CORRECTION), Symmetry.ASYMMETRIC);

        assertThat(corrected.values()).isEqualTo(plain.values());
        assertThat(bytes(corrected, WeightRole.WEIGHT)).isEqualTo(bytes(plain, WeightRole.WEIGHT));
        assertThat(bytes(corrected, WeightRole.BIAS)).isNotEqualTo(bytes(plain, WeightRole.BIAS));
    }

    private static List<Integer> bytes(QuantizedGraph quantized, WeightRole role) {
        List<Integer> integers = new ArrayList<>();
        quantized.weights().values().forEach(weights -> {
            for (int i = 0; i < weights.get(role).shape().elements(); i++) {
                integers.add(weights.get(role).get(i));
            }
        });
        return integers;
    }

    @Test
    void quantize_trainedForIntegers_isOfWhatTrainingGave() {
        Graph further = new DepthwiseSeparable(1).build(Shape.of(1, 12, 12), 3, 8);
        Preparation other = Preparation.of(further, pictures, pictures.size(), 1, Progress.SILENT);
        List<Graph> asked = new ArrayList<>();
        AwareTraining training = (trained, ranges) -> {
            asked.add(trained);
            assertThat(ranges).containsKeys(Graph.INPUT, "stem.act", "logits");
            return new AwareGraph(
                    further,
                    new Calibrator(CalibrationMethod.MIN_MAX, 1)
                            .calibrate(other.folded(), pictures)
                            .ranges());
        };
        Recipe recipe = PLAIN.with(Remedy.AWARE_TRAINING);

        Preparation able = preparation.withTraining(training);
        QuantizedGraph quantized = able.quantize(recipe, Symmetry.ASYMMETRIC);
        able.quantize(recipe, Symmetry.SYMMETRIC);

        assertThat(able.canTrain()).isTrue();
        assertThat(asked).containsExactly(network);
        assertThat(quantized.graph()).isEqualTo(other.folded());
        assertThat(quantized.values())
                .isEqualTo(other.quantize(PLAIN, Symmetry.ASYMMETRIC).values());
    }

    @Test
    void quantize_trainingThatIsNotThere_isRefused() {
        assertThat(preparation.canTrain()).isFalse();
        assertThatThrownBy(() -> preparation.quantize(PLAIN.with(Remedy.AWARE_TRAINING), Symmetry.ASYMMETRIC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("training for integers");
    }

    @Test
    void analyse_smallNetwork_takesAsManyPicturesAsItSays() {
        List<LayerEvidence> evidence = preparation.analyse(PLAIN, Symmetry.ASYMMETRIC);

        assertThat(evidence)
                .hasSameSizeAs(preparation.quantize(PLAIN, Symmetry.ASYMMETRIC).nodes());
        assertThat(preparation.analysedPictures()).isBetween(8, 16);
        assertThat(progress.tasks)
                .containsExactly(
                        "Calibration 40 of 40",
                        "Sensitivity of layers %1$d of %1$d".formatted(preparation.analysedPictures()));
    }

    @Test
    void analyse_symmetric_isOfTheCoarserSteps() {
        double asymmetric = stem(preparation.analyse(PLAIN, Symmetry.ASYMMETRIC));
        double symmetric = stem(preparation.analyse(PLAIN, Symmetry.SYMMETRIC));

        // Behind a ReLU half of the integers are left unused: a step twice as wide is noise of 6 dB, beside that of
        // weights and input.
        assertThat(symmetric).isLessThan(asymmetric - 1);
    }

    private static double stem(List<LayerEvidence> evidence) {
        return evidence.stream()
                .filter(layer -> layer.node().equals("stem"))
                .findFirst()
                .orElseThrow()
                .signalToNoise();
    }

    /** Keeps how far each task came. */
    private static final class RecordingProgress implements Progress {
        private final List<String> tasks = new ArrayList<>();
        private String task = "";
        private long total;
        private long done;

        @Override
        public void begin(String newTask, long newTotal) {
            task = newTask;
            total = newTotal;
            done = 0;
        }

        @Override
        public void advance(long steps) {
            done += steps;
        }

        @Override
        public void end() {
            tasks.add(task + " " + done + " of " + total);
        }
    }
}
