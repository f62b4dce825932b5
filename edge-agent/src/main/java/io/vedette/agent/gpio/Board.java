package io.vedette.agent.gpio;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import io.vedette.agent.health.ErrorLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A board with pins: a thread of its own moves them, so that a decision never waits for the kernel. */
public final class Board implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Board.class);
    private static final long TICK_MS = 20;

    private final Context context;
    private final ErrorLog errors;
    private final LongSupplier nanoTime;
    private final @Nullable DigitalOutput light;
    private final List<Follower> followers = new ArrayList<>();
    private final Thread thread;

    private LightPattern pattern = LightPattern.STARTING;
    private long patternSince;
    private boolean isLightOn;
    private volatile boolean isClosed;

    private static final class Follower {
        private final ClassOutput output;
        private final DigitalOutput pin;
        private boolean isHigh;

        Follower(ClassOutput output, DigitalOutput pin) {
            this.output = output;
            this.pin = pin;
        }
    }

    private Board(Context context, BoardOptions options, ErrorLog errors, LongSupplier nanoTime) {
        this.context = context;
        this.errors = errors;
        this.nanoTime = nanoTime;
        this.patternSince = nanoTime.getAsLong();
        this.light = options.statusLight() == null ? null : newOutput("status-light", options.statusLight());
        for (BoardOptions.Output output : options.outputs()) {
            followers.add(new Follower(
                    new ClassOutput(output.labels(), output.minimumPulse()),
                    newOutput("output-" + output.pin(), output.pin())));
        }
        this.thread = new Thread(this::run, "gpio");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Opens the machine's pins; where it has none, says so once. */
    public static Optional<Board> open(BoardOptions options, ErrorLog errors, LongSupplier nanoTime) {
        return open(Pi4J::newAutoContext, options, errors, nanoTime);
    }

    static Optional<Board> open(
            Supplier<Context> contexts, BoardOptions options, ErrorLog errors, LongSupplier nanoTime) {
        if (options.isEmpty()) {
            return Optional.empty();
        }
        Context context = null;
        try {
            context = contexts.get();
            return Optional.of(new Board(context, options, errors, nanoTime));
        } catch (Pi4JException | IllegalStateException | UnsatisfiedLinkError e) {
            LOG.warn("No board with pins here ({}); status light and outputs are off", e.getMessage());
            if (context != null) {
                context.shutdown();
            }
            return Optional.empty();
        }
    }

    private DigitalOutput newOutput(String id, int pin) {
        return context.create(DigitalOutput.newConfigBuilder(context)
                .id(id)
                .name(id)
                .address(pin)
                .initial(DigitalState.LOW)
                .shutdown(DigitalState.LOW)
                .build());
    }

    /** Shows the agent's condition. */
    public synchronized void show(LightPattern newPattern) {
        if (newPattern != pattern) {
            pattern = newPattern;
            patternSince = nanoTime.getAsLong();
        }
    }

    /** A decision began, goes on or ended. */
    public synchronized void decided(String decision, String label, boolean isEnd) {
        long now = nanoTime.getAsLong();
        for (Follower follower : followers) {
            follower.output.decided(decision, label, isEnd, now);
        }
    }

    private void run() {
        try {
            while (!isClosed) {
                try {
                    move(nanoTime.getAsLong());
                } catch (Pi4JException | IllegalStateException e) {
                    errors.report("gpio-failed", "Cannot set a pin: " + e.getMessage());
                }
                TimeUnit.MILLISECONDS.sleep(TICK_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void move(long now) {
        boolean isOn = pattern.isOn(TimeUnit.NANOSECONDS.toMillis(now - patternSince));
        if (light != null && isOn != isLightOn) {
            light.setState(isOn);
            isLightOn = isOn;
        }
        for (Follower follower : followers) {
            boolean isHigh = follower.output.isHigh(now);
            if (isHigh != follower.isHigh) {
                follower.pin.setState(isHigh);
                follower.isHigh = isHigh;
            }
        }
    }

    /** Sets all pins low and leaves the board. */
    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
        try {
            thread.join(1000);
            context.shutdown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Pi4JException e) {
            LOG.debug("While leaving the board", e);
        }
    }
}
