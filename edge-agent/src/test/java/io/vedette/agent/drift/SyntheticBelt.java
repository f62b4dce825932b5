package io.vedette.agent.drift;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** A belt of drawn numbers in place of a camera and a model: items of five classes with gaps between them, and what may change about it. */
final class SyntheticBelt {
    static final List<String> LABELS = List.of("bag", "boot", "coat", "dress", "shirt", "empty");
    static final int EMPTY = 5;
    static final int CLASSES = 5;
    static final int DIMENSIONS = 4;
    static final int EMBEDDING = 6;
    static final int SIDE = 24;
    static final PreprocessingSpec SPECIFICATION = new PreprocessingSpec(
            SIDE, SIDE, ColourOrder.GREY, ResizeMode.STRETCH, Interpolation.AREA, 0, List.of(0f), List.of(1f));
    static final long FRAME_US = 33_333;
    static final int ITEM_FRAMES = 14;
    static final int GAP_FRAMES = 6;

    private final Random random;
    private final ByteBuffer pixels = ByteBuffer.allocateDirect(SIDE * SIDE);
    private final float[] probabilities = new float[LABELS.size()];
    private final float[] embedding = new float[EMBEDDING];

    double light = 1;
    boolean isBlurred;
    boolean isCovered;
    double[] weights = {1, 1, 1, 1, 1};
    double strange;
    private long frame;
    private long extraUs;

    SyntheticBelt(long seed) {
        this.random = new Random(seed);
    }

    /** A frame as a monitor sees it; its buffers are overwritten by the next. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frame(long index, long sourceUs, int label, ByteBuffer pixels, float[] probabilities, float[] embedding) {
        void to(DriftMonitor monitor) {
            monitor.classified(index, sourceUs, pixels, probabilities, embedding);
        }
    }

    /** Lets time pass without a frame. */
    void pause(long us) {
        extraUs += us;
    }

    long frame() {
        return frame;
    }

    /** One item and the gap before it; gives its class. */
    int item(Consumer<Frame> sink) {
        gap(sink, GAP_FRAMES);
        int label = draw();
        for (int i = 0; i < ITEM_FRAMES; i++) {
            picture(60 + 8 * label);
            answer(label);
            sink.accept(next(label));
        }
        return label;
    }

    void gap(Consumer<Frame> sink, int frames) {
        for (int i = 0; i < frames; i++) {
            picture(0);
            answer(EMPTY);
            sink.accept(next(EMPTY));
        }
    }

    /** An item and its decision, {@code count} times, each judged before the next. */
    void run(DriftMonitor monitor, int count, Runnable afterEach) {
        for (int i = 0; i < count; i++) {
            int label = item(shown -> shown.to(monitor));
            monitor.itemEnded(label, frame - ITEM_FRAMES, frame - 1);
            afterEach.run();
        }
    }

    private Frame next(int label) {
        long index = frame++;
        return new Frame(index, index * FRAME_US + extraUs, label, pixels, probabilities, embedding);
    }

    private int draw() {
        double rest = random.nextDouble() * Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length; i++) {
            rest -= weights[i];
            if (rest < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /** A belt with grain, an item in its middle, the sensor's noise, in the present light. */
    private void picture(int item) {
        double[] scene = new double[SIDE * SIDE];
        for (int i = 0; i < scene.length; i++) {
            boolean isItem = item > 0 && Math.abs(i % SIDE - SIDE / 2) < 7 && Math.abs(i / SIDE - SIDE / 2) < 7;
            scene[i] = (isItem ? item : 0) + 80 + 14 * Math.sin(i * 12.9898) + (isCovered ? -60 : 0);
            scene[i] = isCovered ? 6 + scene[i] * 0.02 : scene[i] * light;
        }
        double shade = 1 + 0.01 * random.nextGaussian();
        for (int i = 0; i < scene.length; i++) {
            double value = scene[i];
            if (isBlurred && i >= SIDE + 1 && i < scene.length - SIDE - 1) {
                value = (scene[i - 1] + scene[i] + scene[i + 1] + scene[i - SIDE] + scene[i + SIDE]) / 5;
            }
            double noise = (isBlurred ? 0.5 : 1.5) * random.nextGaussian();
            pixels.put(i, (byte) Math.max(0, Math.min(255, Math.round(value * shade + noise))));
        }
    }

    private void answer(int label) {
        double margin = Math.max(0.02, 0.12 + 0.05 * random.nextGaussian());
        Arrays.fill(probabilities, (float) (margin / CLASSES));
        probabilities[label] = (float) (1 - margin);
        for (int i = 0; i < EMBEDDING; i++) {
            double mean = i == label % DIMENSIONS ? place(label) : 0;
            double offset = label == EMPTY ? 0 : strange * (i % 2 == 0 ? 1 : -1);
            embedding[i] = (float) (mean + offset + random.nextGaussian());
        }
    }

    /** Where a class lies along its dimension. */
    static double place(int label) {
        return label < DIMENSIONS ? 5 : -5;
    }
}
