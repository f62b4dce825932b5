package io.vedette.console.doubles;

import io.vedette.core.contract.DriftReport;
import io.vedette.core.drift.Bootstrap;
import io.vedette.core.drift.Cause;
import io.vedette.core.drift.ClassMixReference;
import io.vedette.core.drift.Comparison;
import io.vedette.core.drift.EmbeddingReference;
import io.vedette.core.drift.EmbeddingSpace;
import io.vedette.core.drift.FalseAlarmBudget;
import io.vedette.core.drift.NumberReference;
import io.vedette.core.drift.Signal;
import io.vedette.core.drift.SignalReport;
import io.vedette.core.drift.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Windows of a belt with Fashion-MNIST's articles on it, drawn and compared with a drawn reference as a device does it. */
public final class DriftWindows {
    /** What the camera sees. */
    public enum Scene {
        UNCHANGED(null, ""),
        DARKER(Cause.LIGHT, "The picture is darker: mean luminance 0.33, in the reference 0.45"),
        OTHER_MIX(Cause.CLASS_MIX, "Sneaker is 41 % of the items, in the reference 10 %");

        private final @Nullable Cause cause;
        private final String explanation;

        Scene(@Nullable Cause cause, String explanation) {
            this.cause = cause;
            this.explanation = explanation;
        }
    }

    public static final String REFERENCE = "b".repeat(64);
    public static final int NUMBERS = 60;
    public static final int MIX = 450;

    private static final int REFERENCE_SAMPLES = 1_000;
    private static final int BACKGROUND = 10;
    private static final int SNEAKER = 7;
    private static final List<Signal> SIGNALS = List.of(
            Signal.CONFIDENCE,
            Signal.ENTROPY,
            Signal.NOVELTY,
            Signal.LUMINANCE,
            Signal.CONTRAST,
            Signal.SATURATION,
            Signal.SHARPNESS,
            Signal.DARK,
            Signal.BURNT);
    private static final DriftWindows BELT = new DriftWindows();

    private final ClassMixReference mix;
    private final Map<Signal, NumberReference> numbers = new EnumMap<>(Signal.class);
    private final EmbeddingReference embedding;

    private DriftWindows() {
        Random random = new Random(11);
        Bootstrap bootstrap = new Bootstrap(FalseAlarmBudget.DEFAULT, 2 * SIGNALS.size() + 3, random);
        int[] labels = labels(random, REFERENCE_SAMPLES, Scene.UNCHANGED);
        this.mix = bootstrap.mix(labels, Messages.LABELS.size(), MIX);
        for (Signal signal : SIGNALS) {
            double[] values = values(random, signal, REFERENCE_SAMPLES, Scene.UNCHANGED);
            numbers.put(signal, bootstrap.number(signal, values, NUMBERS));
        }
        EmbeddingReference plain = new EmbeddingReference(
                List.of(List.of(1.0, 0.0), List.of(0.0, 1.0)),
                List.of(0.0, 0.0),
                List.of(List.of(1.0, 0.0), List.of(0.0, 1.0)),
                List.of(List.of(0.0, 0.0)),
                List.of(List.of(1.0, 0.0), List.of(0.0, 1.0)),
                List.of());
        this.embedding = bootstrap.embedding(plain, projected(random, REFERENCE_SAMPLES), NUMBERS);
    }

    /** A report of a full window. */
    public static DriftReport report(Messages messages, long sequence, Instant time, Scene scene, long seed) {
        return report(messages, sequence, time, "belt", scene, new Random(seed), NUMBERS, MIX);
    }

    /** A report of a window with so many samples for numbers and for the class mix. */
    public static DriftReport report(
            Messages messages,
            long sequence,
            Instant time,
            String camera,
            Scene scene,
            Random random,
            int samples,
            int mixSamples) {
        List<SignalReport> signals = BELT.compare(scene, random, samples, mixSamples);
        Verdict verdict = signals.stream().map(SignalReport::verdict).reduce(Verdict.INSUFFICIENT, Verdict::or);
        boolean isChange = verdict == Verdict.WARNING || verdict == Verdict.ALARM;
        return new DriftReport(
                messages.header(time, sequence),
                camera,
                new DriftReport.Window(time.minusSeconds(2L * samples), time, samples),
                new DriftReport.Reference(REFERENCE, REFERENCE_SAMPLES, false),
                verdict,
                isChange ? scene.cause : null,
                isChange ? scene.explanation : "",
                Messages.LABELS,
                signals);
    }

    private List<SignalReport> compare(Scene scene, Random random, int samples, int mixSamples) {
        List<SignalReport> signals = new ArrayList<>();
        signals.add(Comparison.mix(mix, labels(random, mixSamples, scene)));
        for (Signal signal : SIGNALS) {
            signals.add(Comparison.number(numbers(signal), values(random, signal, samples, scene)));
        }
        signals.add(Comparison.embedding(embedding, new EmbeddingSpace(embedding), projected(random, samples)));
        return signals;
    }

    private NumberReference numbers(Signal signal) {
        NumberReference reference = numbers.get(signal);
        if (reference == null) {
            throw new IllegalArgumentException("No reference of " + signal);
        }
        return reference;
    }

    private static int[] labels(Random random, int count, Scene scene) {
        return IntStream.range(0, count)
                .map(i -> scene == Scene.OTHER_MIX && random.nextDouble() < 0.35 ? SNEAKER : random.nextInt(BACKGROUND))
                .toArray();
    }

    private static double[] values(Random random, Signal signal, int count, Scene scene) {
        return IntStream.range(0, count)
                .mapToDouble(i -> value(random, signal, scene == Scene.DARKER))
                .toArray();
    }

    private static double value(Random random, Signal signal, boolean isDark) {
        double unit = random.nextDouble();
        double normal = random.nextGaussian();
        return switch (signal) {
            case CONFIDENCE -> 1 - 0.35 * unit * unit * unit;
            case ENTROPY -> 0.3 * unit * unit;
            case NOVELTY -> Math.max(0.5, 4.2 + 0.7 * normal);
            case LUMINANCE -> (isDark ? 0.33 : 0.45) + 0.03 * normal;
            case CONTRAST -> (isDark ? 0.15 : 0.2) + 0.02 * normal;
            case SATURATION -> Math.abs(0.02 + 0.004 * normal);
            case SHARPNESS -> 5.5 + 0.2 * normal;
            case DARK -> Math.max(0, (isDark ? 0.14 : 0.05) + 0.02 * normal);
            case BURNT -> Math.max(0, 0.005 + 0.01 * normal);
            case CLASS_MIX, EMBEDDING, SCENE -> throw new IllegalArgumentException(signal + " is not drawn");
        };
    }

    private static double[][] projected(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new double[] {random.nextGaussian(), random.nextGaussian()})
                .toArray(double[][]::new);
    }
}
