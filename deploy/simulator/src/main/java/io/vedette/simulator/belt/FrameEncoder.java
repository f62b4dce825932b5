package io.vedette.simulator.belt;

import io.vedette.runtime.media.VideoWriter;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Encodes frames on a thread of its own while the next ones are drawn; the planes go round between the two. */
final class FrameEncoder implements AutoCloseable {
    private static final int IN_FLIGHT = 4;
    private static final long LOOK_AGAIN_MS = 100;

    private final VideoWriter writer;
    private final BlockingQueue<FramePlanes> free = new ArrayBlockingQueue<>(IN_FLIGHT);
    /** One place more than there are frames, for the mark of the end. */
    private final BlockingQueue<FramePlanes> drawn = new ArrayBlockingQueue<>(IN_FLIGHT + 1);

    private final FramePlanes endMark = new FramePlanes(2, 2);
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final Thread thread;

    FrameEncoder(VideoWriter writer) {
        this.writer = writer;
        for (int i = 0; i < IN_FLIGHT; i++) {
            free.add(new FramePlanes(writer.video().width(), writer.video().height()));
        }
        this.thread = new Thread(this::encode, "frame-encoder");
        thread.setDaemon(true);
        thread.start();
    }

    private void encode() {
        try {
            while (true) {
                FramePlanes planes = drawn.take();
                if (planes == endMark) {
                    writer.finish();
                    finished.complete(null);
                    return;
                }
                writer.write(planes.luma, planes.blue, planes.red);
                free.put(planes);
            }
        } catch (InterruptedException e) {
            finished.cancel(false);
        } catch (RuntimeException e) {
            finished.completeExceptionally(e);
        }
    }

    /** Planes to draw into. */
    FramePlanes take() throws InterruptedException {
        while (true) {
            FramePlanes planes = free.poll(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
            if (planes != null) {
                return planes;
            }
            if (finished.isDone()) {
                await();
            }
        }
    }

    /** Hands over planes that are drawn. */
    void submit(FramePlanes planes) throws InterruptedException {
        drawn.put(planes);
    }

    /** Waits until the video is complete. */
    void finish() throws InterruptedException {
        drawn.put(endMark);
        await();
    }

    private void await() throws InterruptedException {
        try {
            finished.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a bug in the frame encoder", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
