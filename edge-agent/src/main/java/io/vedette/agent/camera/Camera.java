package io.vedette.agent.camera;

import io.vedette.agent.health.ErrorLog;
import io.vedette.core.contract.CameraHealth.State;
import io.vedette.runtime.media.Frame;
import io.vedette.runtime.media.MediaException;
import io.vedette.runtime.media.MediaOptions;
import io.vedette.runtime.media.SourceLostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One camera: opens its source, gives on its frames, and opens it again when no more come. */
public final class Camera implements AutoCloseable {
    private static final long PICTURE_PERIOD_MS = 1000;

    private final CameraOptions options;
    private final FrameSource.Opener opener;
    private final FrameSink sink;
    private final CameraListener listener;
    private final ErrorLog errors;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Thread thread;
    private final SourceClock sourceClock = new SourceClock();

    private volatile CameraStatus status;
    private volatile @Nullable FrameSource open;
    private volatile boolean isClosed;
    private volatile boolean isEnded;
    private volatile boolean isFailed;
    private volatile boolean isWaitingForSink;
    private volatile long lastFrameNanos;
    private long nextIndex;

    /**
     * A camera that is read with FFmpeg.
     *
     * @param listener hears each change of how the camera does, and sees the scene now and then
     * @param nanoTime a clock that never jumps
     */
    public Camera(
            CameraOptions options,
            MediaOptions media,
            FrameSink sink,
            CameraListener listener,
            ErrorLog errors,
            InstantSource clock,
            LongSupplier nanoTime) {
        this(options, FrameSource.Opener.ofMedia(media), sink, listener, errors, clock, nanoTime);
    }

    Camera(
            CameraOptions options,
            FrameSource.Opener opener,
            FrameSink sink,
            CameraListener listener,
            ErrorLog errors,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.options = options;
        this.opener = opener;
        this.sink = sink;
        this.listener = listener;
        this.errors = errors;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.status = new CameraStatus(State.STARTING, clock.instant(), "");
        this.lastFrameNanos = nanoTime.getAsLong();
        this.thread = new Thread(this::run, "camera-" + options.name());
        this.thread.setDaemon(true);
    }

    /** Begins to read. */
    public void start() {
        listener.changed(status);
        thread.start();
    }

    public String name() {
        return options.name();
    }

    public CameraStatus status() {
        return status;
    }

    /** Whether a file has been read to its end, or was given up. */
    public boolean isEnded() {
        return isEnded;
    }

    /** Whether it ended because its source could not be read. */
    public boolean isFailed() {
        return isFailed;
    }

    private void run() {
        int failures = 0;
        try (SceneWatch scene = new SceneWatch(options.scene(), listener)) {
            while (!isClosed) {
                long before = nextIndex;
                boolean isOver = readOnce(scene);
                if (isOver) {
                    return;
                }
                failures = nextIndex > before ? 1 : failures + 1;
                if (status.state() == State.NO_FRAMES) {
                    pause(options.delayAfter(failures));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            isEnded = true;
            sink.ended();
        }
    }

    /** Opens the source and reads it until it breaks off; whether nothing more is to be read from it. */
    private boolean readOnce(SceneWatch scene) throws InterruptedException {
        boolean isLive = options.source().isLive();
        try (FrameSource source = opener.open(options.source())) {
            open = source;
            readAll(source, scene);
            if (isClosed) {
                return true;
            }
            if (isLive) {
                change(State.NO_FRAMES, "The source ended");
                errors.report("camera-lost", options.source() + ": it ended");
                return false;
            }
            if (options.isRepeated()) {
                if (source.isPicture()) {
                    pause(Duration.ofMillis(PICTURE_PERIOD_MS));
                }
                return false;
            }
            change(State.ENDED, "");
            return true;
        } catch (MediaException e) {
            return failed(
                    e instanceof SourceLostException ? "camera-lost" : "camera-unreadable",
                    String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return failed("camera-failed", options.source() + ": " + e);
        } finally {
            open = null;
        }
    }

    private boolean failed(String kind, String message) {
        if (isClosed) {
            return true;
        }
        errors.report(kind, message);
        if (options.isGivenUp() && !options.source().isLive()) {
            isFailed = true;
            change(State.ENDED, message);
            return true;
        }
        change(State.NO_FRAMES, message);
        return false;
    }

    private void readAll(FrameSource source, SceneWatch scene) throws InterruptedException {
        long startNanos = nanoTime.getAsLong();
        boolean isPaced = options.pace() == Pace.SOURCE && !options.source().isLive();
        lastFrameNanos = startNanos;
        while (!isClosed && source.read()) {
            Frame frame = source.frame();
            if (isPaced) {
                waitUntil(startNanos, frame.presentationUs());
            }
            lastFrameNanos = nanoTime.getAsLong();
            if (!isReceiving()) {
                change(scene.health().told(), scene.health().detail());
            }
            isWaitingForSink = true;
            long decodedNanos = lastFrameNanos;
            sink.accept(frame, nextIndex++, decodedNanos);
            lastFrameNanos = nanoTime.getAsLong();
            isWaitingForSink = false;
            // A still picture is not frozen, nor is there anything to be done about what it shows.
            if (!source.isPicture()) {
                look(scene, frame, decodedNanos);
            }
        }
    }

    private void look(SceneWatch scene, Frame frame, long decodedNanos) {
        try {
            scene.see(frame, sourceClock.at(frame.presentationUs(), decodedNanos));
        } catch (MediaException e) {
            errors.report("scene-unseen", options.source() + ": " + e.getMessage());
        }
        if (status.state() != scene.health().told()) {
            change(scene.health().told(), scene.health().detail());
        }
    }

    private void waitUntil(long startNanos, long presentationUs) throws InterruptedException {
        if (presentationUs == Frame.NO_TIME) {
            return;
        }
        long dueNanos = startNanos + TimeUnit.MICROSECONDS.toNanos(presentationUs);
        long remaining = dueNanos - nanoTime.getAsLong();
        while (remaining > 0 && !isClosed) {
            LockSupport.parkNanos(this, remaining);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            remaining = dueNanos - nanoTime.getAsLong();
        }
    }

    private void pause(Duration delay) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(delay.toMillis());
    }

    /**
     * Looks whether frames still come; to be called now and then. A source that has fallen silent inside the native library, where its own limit
     * of time does not reach, is told to stop.
     */
    public void watch() {
        if (!isReceiving() || isWaitingForSink) {
            return;
        }
        long silent = nanoTime.getAsLong() - lastFrameNanos;
        if (silent < 2 * options.noFramesAfter().toNanos()) {
            return;
        }
        String message = options.source() + ": no frames for " + TimeUnit.NANOSECONDS.toSeconds(silent) + " s";
        change(State.NO_FRAMES, message);
        errors.report("camera-silent", message);
        FrameSource stuck = open;
        if (stuck != null) {
            Thread stopper = new Thread(stuck::stop, "stop-" + options.name());
            stopper.setDaemon(true);
            stopper.start();
        }
    }

    /** Whether frames come, whatever they show. */
    private boolean isReceiving() {
        return switch (status.state()) {
            case OK, FROZEN, COVERED, BLURRED, MOVED -> true;
            case STARTING, NO_FRAMES, ENDED -> false;
        };
    }

    private void change(State state, String detail) {
        CameraStatus before = status;
        if (before.state() == state && before.detail().equals(detail)) {
            return;
        }
        boolean isSameState = before.state() == state;
        status = new CameraStatus(state, isSameState ? before.since() : clock.instant(), detail);
        listener.changed(status);
    }

    /** Stops reading and waits until the last frame was given on. */
    @Override
    public void close() {
        isClosed = true;
        FrameSource source = open;
        if (source != null) {
            source.stop();
        }
        thread.interrupt();
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
