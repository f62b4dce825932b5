package io.vedette.agent.pipeline;

import io.vedette.agent.pipeline.ModelRefusedException.Test;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.runtime.engine.EngineException;
import io.vedette.runtime.engine.NonFiniteOutputException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The trial of a model beside the one at work: golden samples, pictures that no camera gives, and what it costs in time and memory.
 *
 * <p>Time is the median of many pictures, taken in turns with the model at work, so that a busy machine slows both. Memory is what the process
 * has grown by once as many classifiers are open as will be; other threads add to it, hence a budget with room to spare.
 *
 * <p>A model that crashes its runtime, or that the system kills for the memory it takes, ends the process: no trial within the process can
 * survive that. Whoever runs one must have noted it on disk before, and count what follows as a failed attempt.
 */
public final class ModelTrial {
    /** A trial that takes longer hangs, or might as well. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** A picture that takes so many times what is allowed needs no median. */
    private static final double HOPELESS = 10;

    /** Below that even a hopeless model is tried in full: the machine may be busy. */
    private static final double HOPELESS_MS = 1000;

    private static final int WARM_UP = 5;
    private static final int RUNS = 31;
    private static final double NANOS_PER_MS = 1e6;
    private static final long NOISE_SEED = 1;

    private final Opening opening;
    private final Budget budget;
    private final Supplier<OptionalLong> residentBytes;
    private final Duration limit;

    /** Opens a bundle's model as the device will run it. */
    public interface Opening {
        /**
         * The model, tried on its golden samples.
         *
         * @throws ModelRefusedException if it fails
         */
        Model open(ModelBundle bundle);
    }

    /**
     * What a model may cost.
     *
     * @param latency of a picture from pixels to answer, in the median; null: so many times that of the model at work, and at least so much
     * @param slowdown how many times slower than the model at work it may be where no latency is given
     * @param leastLatency below which a measurement is more of the machine's other work than of the model
     * @param memoryBytes of all its classifiers together
     * @param classifiers that run at the same time
     */
    public record Budget(
            @Nullable Duration latency, double slowdown, Duration leastLatency, long memoryBytes, int classifiers) {
        public Budget {
            if (!(slowdown >= 1) || leastLatency.isNegative()) {
                throw new IllegalArgumentException(
                        "slowdown is not 1 or more, or the least latency negative: " + slowdown + ", " + leastLatency);
            }
            if (latency != null && (latency.isNegative() || latency.isZero())) {
                throw new IllegalArgumentException("latency budget is not positive: " + latency);
            }
            if (memoryBytes <= 0) {
                throw new IllegalArgumentException("memory budget is not positive: " + memoryBytes);
            }
            if (classifiers < 1) {
                throw new IllegalArgumentException("classifiers are not 1 or more: " + classifiers);
            }
        }
    }

    /**
     * A model that passed.
     *
     * @param latencyMs median of a picture
     * @param grownBytes by which the process grew while it was open
     */
    public record Passed(Model model, double latencyMs, long grownBytes) {}

    /**
     * @param residentBytes the memory that the process holds; empty where it cannot be told, which fails every trial
     */
    public ModelTrial(Opening opening, Budget budget, Supplier<OptionalLong> residentBytes) {
        this(opening, budget, residentBytes, LIMIT);
    }

    /**
     * @param residentBytes the memory that the process holds; empty where it cannot be told, which fails every trial
     * @param limit of the whole trial
     */
    public ModelTrial(Opening opening, Budget budget, Supplier<OptionalLong> residentBytes, Duration limit) {
        this.opening = opening;
        this.budget = budget;
        this.residentBytes = residentBytes;
        this.limit = limit;
    }

    /**
     * The model of {@code bundle}, if it passes; all that was opened for the trial is closed again.
     *
     * @param atWork which it is compared with
     * @throws ModelRefusedException if it does not pass, or does not end; what hangs in an engine then keeps its memory
     */
    public Passed run(ModelBundle bundle, Model atWork) {
        FutureTask<Passed> trial = new FutureTask<>(() -> runHere(bundle, atWork));
        Thread thread = new Thread(trial, "release-trial");
        thread.setDaemon(true);
        thread.start();
        try {
            return trial.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            trial.cancel(true);
            throw new ModelRefusedException(
                    Test.LATENCY, "The trial did not end within " + limit.toSeconds() + " s: the model hangs", e);
        } catch (InterruptedException e) {
            trial.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the agent stops", e);
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }

    private Passed runHere(ModelBundle bundle, Model atWork) {
        List<Classifier> opened = new ArrayList<>();
        try {
            Classifier before = keep(opened, atWork.newClassifier());
            long heldBytes = requireResidentBytes();
            Model model = opening.open(bundle);
            return run(model, before, heldBytes, opened);
        } finally {
            opened.forEach(Classifier::close);
        }
    }

    private Passed run(Model model, Classifier before, long heldBytes, List<Classifier> opened) {
        try {
            Classifier candidate = keep(opened, model.newClassifier());
            requireHope(candidate, before);
            for (int i = 1; i < budget.classifiers(); i++) {
                tryExtremes(keep(opened, model.newClassifier()));
            }
            tryExtremes(candidate);
            double latencyMs = requireFast(candidate, before);
            return new Passed(model, latencyMs, requireSmall(heldBytes));
        } catch (EngineException | OutOfMemoryError e) {
            throw ModelRefusedException.of(model.variant(), e);
        }
    }

    private static Classifier keep(List<Classifier> opened, Classifier classifier) {
        opened.add(classifier);
        return classifier;
    }

    private static void tryExtremes(Classifier classifier) {
        extremes(classifier.specification().pixelBytes()).forEach((name, pixels) -> {
            try {
                requireWanted();
                classifier.classify(pixels);
            } catch (NonFiniteOutputException e) {
                throw new ModelRefusedException(Test.NON_FINITE, "On a picture " + name + ": " + e.getMessage(), e);
            }
        });
    }

    private static Map<String, ByteBuffer> extremes(int pixelBytes) {
        byte[] white = new byte[pixelBytes];
        Arrays.fill(white, (byte) 255);
        byte[] stripes = new byte[pixelBytes];
        for (int i = 0; i < pixelBytes; i += 2) {
            stripes[i] = (byte) 255;
        }
        Map<String, ByteBuffer> extremes = new LinkedHashMap<>();
        extremes.put("all black", ByteBuffer.allocate(pixelBytes));
        extremes.put("all white", ByteBuffer.wrap(white));
        extremes.put("of stripes", ByteBuffer.wrap(stripes));
        extremes.put("of noise", noise(pixelBytes));
        return extremes;
    }

    private static ByteBuffer noise(int pixelBytes) {
        byte[] noise = new byte[pixelBytes];
        new Random(NOISE_SEED).nextBytes(noise);
        return ByteBuffer.wrap(noise);
    }

    /** Ends a trial that nobody waits for any more. */
    private static void requireWanted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("the trial was given up");
        }
    }

    private void requireHope(Classifier candidate, Classifier before) {
        ByteBuffer candidatePixels = noise(candidate.specification().pixelBytes());
        ByteBuffer beforePixels = noise(before.specification().pixelBytes());
        runMs(candidate, candidatePixels);
        runMs(before, beforePixels);
        double foundMs = runMs(candidate, candidatePixels);
        double allowedMs = allowedMs(runMs(before, beforePixels));
        if (foundMs > Math.max(HOPELESS_MS, HOPELESS * allowedMs)) {
            throw new ModelRefusedException(
                    Test.LATENCY,
                    String.format(
                            Locale.ROOT, "A single picture takes %.0f ms; allowed are %.2f ms", foundMs, allowedMs));
        }
    }

    private double allowedMs(double beforeMs) {
        return budget.latency() == null
                ? Math.max(budget.leastLatency().toNanos() / NANOS_PER_MS, budget.slowdown() * beforeMs)
                : budget.latency().toNanos() / NANOS_PER_MS;
    }

    private double requireFast(Classifier candidate, Classifier before) {
        ByteBuffer candidatePixels = noise(candidate.specification().pixelBytes());
        ByteBuffer beforePixels = noise(before.specification().pixelBytes());
        double[] candidateMs = new double[RUNS];
        double[] beforeMs = new double[RUNS];
        for (int i = -WARM_UP; i < RUNS; i++) {
            double one = runMs(candidate, candidatePixels);
            double other = runMs(before, beforePixels);
            if (i >= 0) {
                candidateMs[i] = one;
                beforeMs[i] = other;
            }
        }
        double foundMs = median(candidateMs);
        double allowedMs = allowedMs(median(beforeMs));
        if (!(foundMs <= allowedMs)) {
            throw new ModelRefusedException(
                    Test.LATENCY,
                    String.format(
                            Locale.ROOT,
                            "A picture takes %.2f ms in the median of %d; allowed are %.2f ms, and the release at work takes %.2f ms",
                            foundMs,
                            RUNS,
                            allowedMs,
                            median(beforeMs)));
        }
        return foundMs;
    }

    private static double runMs(Classifier classifier, ByteBuffer pixels) {
        requireWanted();
        classifier.classify(pixels);
        return (classifier.preprocessNanos() + classifier.inferenceNanos()) / NANOS_PER_MS;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private long requireSmall(long heldBytes) {
        long grownBytes = requireResidentBytes() - heldBytes;
        if (grownBytes > budget.memoryBytes()) {
            throw new ModelRefusedException(
                    Test.MEMORY,
                    "The process grew by " + grownBytes + " bytes with " + budget.classifiers()
                            + " classifier(s) open; allowed are " + budget.memoryBytes());
        }
        return grownBytes;
    }

    private long requireResidentBytes() {
        return residentBytes
                .get()
                .orElseThrow(() -> new ModelRefusedException(
                        Test.MEMORY, "The system does not tell how much memory the process holds"));
    }
}
