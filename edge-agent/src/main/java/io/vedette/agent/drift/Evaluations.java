package io.vedette.agent.drift;

import io.vedette.agent.health.ErrorLog;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The thread on which the windows of all cameras are compared, away from their frames. Its queue is short: what finds no room is left out and counted. */
public final class Evaluations implements AutoCloseable {
    private static final int ROOM = 8;

    private final ThreadPoolExecutor executor;
    private final ErrorLog errors;
    private final AtomicLong dropped = new AtomicLong();

    public Evaluations(ErrorLog errors) {
        this.errors = errors;
        this.executor = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(ROOM), task -> {
            Thread thread = new Thread(task, "drift");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRejectedExecutionHandler((task, unused) -> dropped.incrementAndGet());
    }

    /** Does it when its turn has come, unless there is no room to wait in. */
    void offer(Runnable evaluation) {
        executor.execute(() -> {
            try {
                evaluation.run();
            } catch (RuntimeException e) {
                errors.report("drift-failed", "A window was not compared: " + e);
            }
        });
    }

    /** Evaluations that were left out. */
    public long dropped() {
        return dropped.get();
    }

    /** Waits until all that was offered before is done; whether it is, within {@code time}. */
    public boolean flush(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        CountDownLatch done = new CountDownLatch(1);
        while (System.nanoTime() < end) {
            if (executor.getQueue().offer(done::countDown)) {
                executor.prestartCoreThread();
                return done.await(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
            if (done.await(10, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    /** Stops; what waits is left out. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
