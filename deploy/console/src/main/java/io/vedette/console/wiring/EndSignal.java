package io.vedette.console.wiring;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The wish of the system that the process end, which then waits until it is closed. */
final class EndSignal implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private EndSignal() {}

    static EndSignal install() {
        EndSignal signal = new EndSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::awaitClose, "shutdown"));
        return signal;
    }

    void await() throws InterruptedException {
        ended.await();
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void awaitClose() {
        ended.countDown();
        try {
            if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("The console did not end within " + PATIENCE_SECONDS + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
