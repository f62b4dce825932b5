package io.vedette.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.agent.fixture.TestBundles;
import io.vedette.agent.pipeline.Model;
import io.vedette.agent.pipeline.ModelTrial;
import io.vedette.agent.update.RefusedException;
import io.vedette.core.bundle.ModelBundle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReleaseTrialTest {
    @TempDir
    private Path folder;

    @Test
    void run_modelThatHangs_isRefusedByLatency() {
        AgentConfiguration configuration = new ConfigurationReader("belt-1")
                .withText(List.of("broker", "url"), "none")
                .read();
        ModelBundle bundle = TestBundles.reader(TestBundles.KEY.verifyingKey()).read(TestBundles.write(folder, 1));
        Model atWork = ModelAtWork.open(configuration, bundle);
        CountDownLatch never = new CountDownLatch(1);
        ModelTrial.Opening hanging = ignored -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return atWork;
        };
        ReleaseTrial trial = new ReleaseTrial(
                new ModelTrial(
                        hanging,
                        new ModelTrial.Budget(null, 3, Duration.ofMillis(5), 1, 1),
                        () -> OptionalLong.of(1),
                        Duration.ofMillis(1)),
                () -> atWork);

        assertThatThrownBy(() -> trial.run(bundle))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.check()).isEqualTo("latency"))
                .hasMessageContaining("did not end");
    }
}
