package io.vedette.core.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    /** 27.877 is exceeded in one of 1,000 by chi-squared of nine degrees of freedom; the exponential errs to the longer side. */
    @Test
    void exceededBy_drawnChiSquares_isTheTabledValue() {
        Random random = new Random(1);
        double[] drawn = new double[20_000];
        Arrays.setAll(drawn, i -> random.doubles(9)
                .map(unused -> Math.pow(random.nextGaussian(), 2))
                .sum());

        assertThat(Bootstrap.exceededBy(drawn, 0.001)).isBetween(27.3, 29.5);
    }

    @Test
    void exceededBy_valuesThatNeverDiffer_isTheValue() {
        assertThat(Bootstrap.exceededBy(new double[] {2, 2, 2}, 0.001)).isEqualTo(2);
    }

    @Test
    void number_tighterBudget_isAHigherThreshold() {
        double[] values = new Random(2).doubles(500).toArray();

        double loose = alarm(new FalseAlarmBudget(1, 24), values);
        double tight = alarm(new FalseAlarmBudget(1000, 24), values);

        assertThat(tight).isGreaterThan(loose * 1.2);
    }

    private static double alarm(FalseAlarmBudget budget, double[] values) {
        return new Bootstrap(budget, 1, new Random(3))
                .number(Signal.LUMINANCE, values, 60)
                .thresholds()
                .get(0)
                .alarm();
    }

    @Test
    void number_thatNeverChanges_hasThresholdsAllTheSame() {
        double[] grey = new double[100];

        NumberReference reference = TestReference.bootstrap().number(Signal.SATURATION, grey, 60);

        assertThat(reference.deviation()).isPositive();
        double[] coloured = new double[60];
        Arrays.fill(coloured, 0.3);
        assertThat(Comparison.number(reference, grey).verdict()).isEqualTo(Verdict.OK);
        assertThat(Comparison.number(reference, coloured).verdict()).isEqualTo(Verdict.ALARM);
    }

    @Test
    void budget_sharesOfWindows_areWhatTheDaysAllow() {
        assertThat(new FalseAlarmBudget(90, 24).alarmShare(1)).isCloseTo(1 / 2160.0, within(1e-12));
        assertThat(new FalseAlarmBudget(90, 24).alarmShare(10)).isCloseTo(1 / 21_600.0, within(1e-12));
        assertThat(new FalseAlarmBudget(1, 1).warningShare(1)).isEqualTo(0.01);
        assertThatIllegalArgumentException().isThrownBy(() -> new FalseAlarmBudget(0, 1));
    }

    @Test
    void threshold_warningAboveTheAlarm_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Threshold(Statistic.HOTELLING, 2, 1));
        assertThat(new Threshold(Statistic.HOTELLING, 1, 2).judge(1.5)).isEqualTo(Verdict.WARNING);
    }
}
