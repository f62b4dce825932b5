package io.vedette.simulator.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.contract.ClockState;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Header;
import io.vedette.core.contract.Prediction;
import io.vedette.core.contract.Release;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwitchScoreTest {
    @Test
    void of_oneAfterTheOther_isInOrder() {
        assertThat(SwitchScore.of(decisions(1, 1, 1, 2, 2), 1, 2, 500, 499))
                .isEqualTo(new SwitchScore(500, 1, 3, 2, 0));
    }

    @Test
    void of_theReleaseBeforeComesBack_isOutOfOrder() {
        assertThat(SwitchScore.of(decisions(1, 2, 1, 2), 1, 2, 9, 9)).isEqualTo(new SwitchScore(9, 0, 2, 2, 1));
    }

    @Test
    void of_aReleaseThatNobodyMeant_isOutOfOrder() {
        assertThat(SwitchScore.of(decisions(1, 3, 2), 1, 2, 9, 9)).isEqualTo(new SwitchScore(9, 0, 1, 1, 1));
    }

    private static List<Prediction> decisions(int... releases) {
        return Arrays.stream(releases).mapToObj(SwitchScoreTest::decision).toList();
    }

    private static Prediction decision(int release) {
        Header header = new Header(
                Header.SCHEMA,
                new DeviceId("belt-1"),
                "boot",
                Instant.EPOCH,
                0,
                ClockState.SYNCHRONIZED,
                false,
                new Release("belt", release, "0".repeat(64)),
                null);
        return new Prediction(
                header,
                "belt",
                "id",
                Prediction.Phase.END,
                "bag",
                1,
                List.of(),
                0,
                1,
                Instant.EPOCH,
                new Prediction.Latency(0, 0, 0));
    }
}
