package io.vedette.console.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class WorkerTest {
    private final AtomicBoolean isDone = new AtomicBoolean();
    private final Worker worker = new Worker("some work", this::work);

    @Test
    void close_interrupted_returnsWhenTheWorkHasEndedAndStaysInterrupted() {
        worker.start();
        Thread.currentThread().interrupt();

        worker.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(isDone).isTrue();
    }

    @Test
    void close_beforeTheStart_returns() {
        worker.close();

        assertThat(worker.isClosed()).isTrue();
        assertThat(isDone).isFalse();
    }

    private void work() {
        while (!worker.isClosed()) {
            Thread.onSpinWait();
        }
        isDone.set(true);
    }
}
