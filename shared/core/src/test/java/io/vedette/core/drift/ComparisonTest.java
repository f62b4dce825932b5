package io.vedette.core.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final int WINDOWS = 2000;
    private final Random random = new Random(1);

    private double[] normal(int count, double shift) {
        return random.doubles(count)
                .map(unused -> random.nextGaussian() + shift)
                .toArray();
    }

    private int[] labels(int count, int... shares) {
        int[] wheel = IntStream.range(0, shares.length)
                .flatMap(label -> IntStream.generate(() -> label).limit(shares[label]))
                .toArray();
        return random.ints(count, 0, wheel.length).map(i -> wheel[i]).toArray();
    }

    @Test
    void requiredForMix_fewAndManyClasses_isAsTheSamplingErrorAsks() {
        assertThat(Comparison.requiredForMix(2)).isEqualTo(200);
        assertThat(Comparison.requiredForMix(10)).isEqualTo(450);
    }

    @Test
    void number_unchanged_isNoAlarmInThousandsOfWindows() {
        NumberReference reference = TestReference.bootstrap().number(Signal.LUMINANCE, normal(1000, 0), 60);
        int alarms = 0;
        for (int i = 0; i < WINDOWS; i++) {
            alarms += Comparison.number(reference, normal(60, 0)).verdict() == Verdict.ALARM ? 1 : 0;
        }

        // One in 21,600 is allowed; a second one in 2,000 would come in fewer than one run of 200.
        assertThat(alarms).isLessThanOrEqualTo(1);
    }

    @Test
    void number_shiftedByADeviation_isAnAlarm() {
        NumberReference reference = TestReference.bootstrap().number(Signal.LUMINANCE, normal(1000, 0), 60);

        SignalReport report = Comparison.number(reference, normal(60, 1.2));

        assertThat(report.verdict()).isEqualTo(Verdict.ALARM);
        assertThat(report.measures())
                .filteredOn(measure -> measure.statistic() == Statistic.MEAN_SHIFT)
                .singleElement()
                .satisfies(measure -> assertThat(measure.value()).isCloseTo(1.2, within(0.4)));
        assertThat(report.current().total()).isEqualTo(60);
        assertThat(report.current().bounds()).isEqualTo(report.reference().bounds());
    }

    /** z = 0.5 / √(1/1000 + 1/60) = 3.7616; its two-sided probability by the tables of the normal distribution is 1.69e-4. */
    @Test
    void pValueOfShift_halfADeviation_isThatOfItsZ() {
        assertThat(Comparison.pValueOfShift(0.5, 1000, 60)).isCloseTo(1.69e-4, within(0.01e-4));
        assertThat(Comparison.pValueOfShift(0, 1000, 60)).isEqualTo(1);
    }

    @Test
    void number_halfTheWindowIsNew_isAnAlarmAlready() {
        NumberReference reference = TestReference.bootstrap().number(Signal.LUMINANCE, normal(1000, 0), 60);
        double[] values = normal(60, 0);
        for (int i = 40; i < values.length; i++) {
            values[i] += 6;
        }

        SignalReport report = Comparison.number(reference, values);

        assertThat(report.effectiveSize()).isGreaterThan(Comparison.MIN_NUMBERS);
        assertThat(report.verdict()).isEqualTo(Verdict.ALARM);
    }

    @Test
    void number_tooFewSamples_isInsufficientHoweverDifferent() {
        NumberReference reference = TestReference.bootstrap().number(Signal.LUMINANCE, normal(1000, 0), 60);

        assertThat(Comparison.number(reference, normal(49, 5)).verdict()).isEqualTo(Verdict.INSUFFICIENT);
        assertThat(Comparison.number(reference, new double[0]).verdict()).isEqualTo(Verdict.INSUFFICIENT);
    }

    @Test
    void number_neighboursAlike_isInsufficient() {
        NumberReference reference = TestReference.bootstrap().number(Signal.LUMINANCE, normal(1000, 0), 60);
        double[] slow = new double[60];
        for (int i = 1; i < slow.length; i++) {
            slow[i] = 0.95 * slow[i - 1] + 0.3 * random.nextGaussian();
        }

        SignalReport report = Comparison.number(reference, slow);

        assertThat(report.effectiveSize()).isLessThan(20);
        assertThat(report.verdict()).isEqualTo(Verdict.INSUFFICIENT);
    }

    @Test
    void mix_unchanged_isNoAlarmInThousandsOfWindows() {
        ClassMixReference reference =
                TestReference.bootstrap().mix(labels(1000, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), 10, 450);
        int alarms = 0;
        for (int i = 0; i < WINDOWS; i++) {
            SignalReport report = Comparison.mix(reference, labels(450, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1));
            alarms += report.verdict() == Verdict.ALARM ? 1 : 0;
        }

        assertThat(alarms).isLessThanOrEqualTo(1);
    }

    @Test
    void mix_halfAreOfOneClass_isAnAlarmByBothStatistics() {
        ClassMixReference reference =
                TestReference.bootstrap().mix(labels(1000, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), 10, 450);

        SignalReport report = Comparison.mix(reference, labels(500, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1));

        assertThat(report.verdict()).isEqualTo(Verdict.ALARM);
        assertThat(report.measures()).hasSize(2).allMatch(measure -> measure.verdict() == Verdict.ALARM);
        assertThat(report.measures()).allMatch(measure -> measure.pValue() < 1e-9);
    }

    @Test
    void mix_customaryWindowOfAHundred_isInsufficient() {
        ClassMixReference reference =
                TestReference.bootstrap().mix(labels(1000, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), 10, 450);

        assertThat(Comparison.mix(reference, labels(100, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1))
                        .verdict())
                .isEqualTo(Verdict.INSUFFICIENT);
    }

    @Test
    void embedding_unchangedAndShifted_areToldApart() {
        EmbeddingReference reference = TestReference.bootstrap()
                .embedding(TestReference.embedding(), TestReference.projected(random, 1000), 60);
        EmbeddingSpace space = new EmbeddingSpace(reference);
        int alarms = 0;
        for (int i = 0; i < WINDOWS; i++) {
            double[][] same = TestReference.projected(random, 60);
            alarms += Comparison.embedding(reference, space, same).verdict() == Verdict.ALARM ? 1 : 0;
        }
        double[][] shifted = TestReference.projected(random, 60);
        for (double[] row : shifted) {
            row[1] += 1;
        }

        assertThat(alarms).isLessThanOrEqualTo(1);
        assertThat(Comparison.embedding(reference, space, shifted).verdict()).isEqualTo(Verdict.ALARM);
    }

    @Test
    void novelty_farFromEveryClass_isLarge() {
        EmbeddingSpace space = new EmbeddingSpace(TestReference.embedding());
        double[] projected = new double[2];

        space.project(new float[] {1, 2, 4}, projected);

        assertThat(projected).containsExactly(1, 3);
        assertThat(space.novelty(projected)).isCloseTo(3, within(1e-9));
        assertThat(space.novelty(new double[] {-1, 0})).isZero();
        assertThat(space.novelty(new double[] {-9, 0})).isCloseTo(8, within(1e-9));
    }
}
