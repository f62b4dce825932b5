package io.vedette.trainer.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import io.vedette.core.drift.Comparison;
import io.vedette.core.drift.DriftReference;
import io.vedette.core.drift.EmbeddingSpace;
import io.vedette.core.drift.FalseAlarmBudget;
import io.vedette.core.drift.NumberReference;
import io.vedette.core.drift.Signal;
import io.vedette.core.drift.SignalReport;
import io.vedette.core.drift.Verdict;
import io.vedette.trainer.data.Progress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReferenceMakerTest {
    private static final PreprocessingSpec SPECIFICATION = new PreprocessingSpec(
            8, 8, ColourOrder.GREY, ResizeMode.STRETCH, Interpolation.AREA, 0, List.of(0f), List.of(1f));
    private static final int WINDOW = 60;

    private static DriftReference reference;
    private static EmbeddingSpace space;

    @BeforeAll
    static void make() {
        reference = maker("empty").of(DrawnSamples.draw(500, new Random(1)));
        space = new EmbeddingSpace(reference.embedding());
    }

    private static ReferenceMaker maker(String... background) {
        return new ReferenceMaker(
                DrawnSamples.LABELS,
                SPECIFICATION,
                new ReferenceOptions(List.of(background), WINDOW, FalseAlarmBudget.DEFAULT, 7),
                Progress.SILENT);
    }

    @Test
    void of_samplesWithBackground_measuresInputOnItAlone() {
        assertThat(number(Signal.LUMINANCE).mean()).isEqualTo(0.2, within(0.005));
        assertThat(number(Signal.LUMINANCE).histogram().total()).isEqualTo(500);
        assertThat(number(Signal.CONFIDENCE).histogram().total()).isEqualTo(500);
        assertThat(reference.classMix().counts().get(2)).isZero();
        assertThat(reference.background()).containsExactly("empty");
        assertThat(reference.samples()).isEqualTo(1000);
        assertThat(reference.findNumber(Signal.SATURATION)).isEmpty();
    }

    @Test
    void of_samplesWithoutBackground_measuresInputOnAll() {
        DriftReference whole = maker().of(DrawnSamples.draw(300, new Random(2)));

        assertThat(whole.background()).isEmpty();
        assertThat(whole.findNumber(Signal.LUMINANCE).orElseThrow().mean()).isEqualTo(0.4, within(0.02));
        assertThat(whole.classMix().counts().get(2)).isEqualTo(300);
    }

    @Test
    void of_reference_isReadBack() {
        assertThat(DriftReference.fromJson(reference.toJson())).isEqualTo(reference);
    }

    @Test
    void of_sameSamples_givesTheSameReference() {
        assertThat(maker("empty").of(DrawnSamples.draw(500, new Random(1)))).isEqualTo(reference);
    }

    /** 400 windows of 60: with a budget of one false alarm in 2,160, seldom more than one. */
    @Test
    void of_freshSamplesOfTheSameKind_raiseNoAlarm() {
        Random random = new Random(3);
        int alarms = 0;
        for (int window = 0; window < 400; window++) {
            alarms += judge(DrawnSamples.draw(WINDOW, random)) == Verdict.ALARM ? 1 : 0;
        }
        assertThat(alarms).isLessThanOrEqualTo(1);
    }

    /** Of samples that the space was fitted to, the novelties would average 0.07 less; the standard error of either mean is below 0.03. */
    @Test
    void of_noveltiesInTheReference_areThoseOfFreshSamples() {
        double fresh = DrawnSamples.draw(2000, new Random(4)).stream()
                .filter(sample -> sample.label() < 2)
                .mapToDouble(this::novelty)
                .average()
                .orElseThrow();

        assertThat(number(Signal.NOVELTY).mean()).isEqualTo(fresh, within(0.08));
    }

    @Test
    void novelty_ofAStranger_isFarAboveThatOfAMember() {
        Random random = new Random(5);
        double stranger = novelty(DrawnSamples.stranger(random));
        double member = novelty(DrawnSamples.draw(1, random).get(0));

        assertThat(member).isLessThan(6);
        assertThat(stranger).isGreaterThan(7);
    }

    @Test
    void of_tooFewThings_areNamed() {
        assertThatThrownBy(() -> maker("empty").of(DrawnSamples.draw(150, new Random(6))))
                .isInstanceOfSatisfying(TooFewSamplesException.class, e -> {
                    assertThat(e.found()).isEqualTo(150);
                    assertThat(e.needed()).isEqualTo(200);
                });
    }

    private static NumberReference number(Signal signal) {
        return reference.findNumber(signal).orElseThrow();
    }

    private double novelty(Sample sample) {
        double[] projected = new double[space.dimensions()];
        space.project(sample.embeddingValues(), projected);
        return space.novelty(projected);
    }

    private Verdict judge(List<Sample> window) {
        List<Sample> things =
                window.stream().filter(sample -> sample.label() < 2).toList();
        List<Sample> background =
                window.stream().filter(sample -> sample.label() == 2).toList();
        Verdict worst = Verdict.OK;
        for (NumberReference number : reference.numbers()) {
            List<Sample> samples = number.signal().isInput() ? background : things;
            double[] values = samples.stream()
                    .mapToDouble(sample ->
                            number.signal() == Signal.NOVELTY ? novelty(sample) : sample.number(number.signal()))
                    .toArray();
            SignalReport report = Comparison.number(number, values);
            worst = worst.or(report.verdict());
        }
        double[][] projected = new double[things.size()][space.dimensions()];
        for (int i = 0; i < projected.length; i++) {
            space.project(things.get(i).embeddingValues(), projected[i]);
        }
        return worst.or(
                Comparison.embedding(reference.embedding(), space, projected).verdict());
    }
}
