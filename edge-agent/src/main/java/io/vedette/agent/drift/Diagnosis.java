package io.vedette.agent.drift;

import io.vedette.core.contract.CameraHealth;
import io.vedette.core.drift.Cause;
import io.vedette.core.drift.Measure;
import io.vedette.core.drift.Signal;
import io.vedette.core.drift.Verdict;
import io.vedette.core.stats.Histogram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What signals and the camera's health together say.
 *
 * <p>The first that holds is the cause: the camera itself, then the picture, then what the model makes of it, since each brings about those after it. Less
 * light takes sharpness as well, by twice the logarithm of the brightness' ratio; only what is lost beyond that is blur, and if the brightness changed besides,
 * something lies over the lens. So it is where the picture went black, or got darker but richer in contrast, which no light does that falls everywhere alike, though a lamp
 * that fails looks like either. The scene resembles itself in any light, so what no longer does has moved. Another class mix moves the mean
 * embedding, confidence and entropy; only a growing distance from every class tells a new kind of object, which is why the others alone
 * never raise an alarm.
 *
 * @param cause where the verdict is a warning or an alarm
 * @param explanation in words, with the figures
 * @param isSure whether one look is enough, as at what the camera's health says, which has looked more than once itself
 */
record Diagnosis(Verdict verdict, @Nullable Cause cause, String explanation, boolean isSure) {
    /** Nothing is known yet. */
    static final Diagnosis NONE = new Diagnosis(Verdict.INSUFFICIENT, null, "No samples yet", false);

    /** A brightness that changed by less says nothing of the light. */
    private static final double SAME_LIGHT = Math.log(1.15);

    /** Sharpness that is lost beyond what the light explains: the Laplacian's variance fell by more than this factor's logarithm. */
    private static final double LOST_SHARPNESS = 1;

    /** A scene that differs by more than this is another one, whatever else changed. */
    private static final double OTHER_SCENE = 0.5;

    /** A picture of which more is nearly black, */
    private static final double BLACK = 0.5;

    /** and whose luminance deviates by less, shows nothing. */
    private static final double BLANK = 0.02;

    /** Contrast beyond what the light leaves of it grew by more than this factor's logarithm: the light did not fall everywhere alike. */
    private static final double UNEVEN = Math.log(1.5);

    /** Below this probability, other shares of the classes are likelier than the usual ones where something else has changed already. */
    private static final double HARDLY_CHANCE = 0.05;

    private static final double LEAST_LUMINANCE = 1.0 / 255;
    private static final int NAMED_CLASSES = 3;

    private static final List<Signal> OF_LIGHT =
            List.of(Signal.LUMINANCE, Signal.CONTRAST, Signal.DARK, Signal.BURNT, Signal.SATURATION);

    /**
     * Finds the cause.
     *
     * @param labels the names of the class mix's kinds
     */
    static Diagnosis of(List<SignalChange> changes, List<String> labels, CameraHealth.State health) {
        Diagnosis ofCamera = ofCamera(health);
        if (ofCamera != null) {
            return ofCamera;
        }
        Map<Signal, SignalChange> bySignal = new EnumMap<>(Signal.class);
        changes.forEach(change -> bySignal.put(change.signal(), change));
        Diagnosis alarm = new Rules(bySignal, labels, Verdict.ALARM).find();
        if (alarm != null && alarm.verdict() == Verdict.ALARM) {
            return alarm;
        }
        Diagnosis warning = new Rules(bySignal, labels, Verdict.WARNING).find();
        if (warning != null) {
            return warning;
        }
        Verdict worst = changes.stream().map(SignalChange::verdict).reduce(Verdict.INSUFFICIENT, Verdict::or);
        return new Diagnosis(worst, null, worst == Verdict.INSUFFICIENT ? shortage(changes) : "As the reference", true);
    }

    /** What the camera's own health says, or null where it has nothing to say of drift. */
    private static @Nullable Diagnosis ofCamera(CameraHealth.State health) {
        return switch (health) {
            case COVERED -> ofCamera(Cause.COVER, "The camera is covered");
            case BLURRED -> ofCamera(Cause.FOCUS, "The camera's picture is blurred");
            case MOVED -> ofCamera(Cause.MOVED, "The camera looks elsewhere");
            case FROZEN -> ofCamera(Cause.UNKNOWN, "The camera gives the same picture again and again");
            case OK, STARTING, NO_FRAMES, ENDED -> null;
        };
    }

    private static Diagnosis ofCamera(Cause cause, String explanation) {
        return new Diagnosis(Verdict.ALARM, cause, explanation, true);
    }

    private static String shortage(List<SignalChange> changes) {
        return changes.stream()
                .max(Comparator.comparingDouble(change ->
                        change.report().effectiveSize() / change.report().requiredSize()))
                .map(change -> String.format(
                        Locale.ROOT,
                        "Too few samples to say: %s has %d, worth %.0f, of %.0f",
                        name(change.signal()),
                        change.report().samples(),
                        change.report().effectiveSize(),
                        change.report().requiredSize()))
                .orElse("No samples yet");
    }

    private static String name(Signal signal) {
        return signal.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The causes in their order, by the signals whose verdict is at least {@code level}. */
    private record Rules(Map<Signal, SignalChange> changes, List<String> labels, Verdict level) {
        @Nullable
        Diagnosis find() {
            List<SignalChange> raised = changes.values().stream()
                    .filter(change -> change.verdict().compareTo(level) >= 0)
                    .toList();
            if (raised.isEmpty()) {
                return null;
            }
            if (raised.stream().anyMatch(change -> change.signal().isInput())) {
                return ofPicture(raised.stream()
                        .filter(change -> change.signal().isInput())
                        .toList());
            }
            return ofModel(raised);
        }

        private Diagnosis ofPicture(List<SignalChange> raised) {
            if (isRaised(Signal.SCENE) && now(Signal.SCENE) > OTHER_SCENE && !isStructureLost()) {
                return diagnosis(Cause.MOVED, "The camera looks elsewhere", raised);
            }
            if (isRaised(Signal.SHARPNESS) && isDown(Signal.SHARPNESS)) {
                if (isSameLight()) {
                    return diagnosis(Cause.FOCUS, "The picture lost sharpness in the same light", raised);
                }
                if (isStructureLost()) {
                    return diagnosis(
                            Cause.COVER, "The picture lost its structure beyond what the light explains", raised);
                }
            }
            if (isBlackNow()) {
                return diagnosis(Cause.COVER, "The picture is black", raised);
            }
            if (isDarkInParts()) {
                return diagnosis(Cause.COVER, "The picture got darker in parts, and so richer in contrast", raised);
            }
            if (raised.stream().anyMatch(change -> OF_LIGHT.contains(change.signal()))) {
                return diagnosis(Cause.LIGHT, "The light or the exposure changed", raised);
            }
            return isRaised(Signal.SCENE)
                    ? diagnosis(Cause.MOVED, "The scene no longer resembles itself", raised)
                    : diagnosis(Cause.UNKNOWN, "The picture changed", raised);
        }

        private Diagnosis ofModel(List<SignalChange> raised) {
            boolean isStranger = isAtLeast(Signal.NOVELTY, Verdict.WARNING) && isUp(Signal.NOVELTY);
            boolean isMixed = isRaised(Signal.CLASS_MIX);
            boolean isUnsure = (isRaised(Signal.ENTROPY) && isUp(Signal.ENTROPY))
                    || (isRaised(Signal.CONFIDENCE) && isDown(Signal.CONFIDENCE));
            if (isStranger && (isRaised(Signal.NOVELTY) || (isUnsure && !isMixed))) {
                return diagnosis(Cause.NEW_OBJECT, "Objects resemble no class as they did", raised);
            }
            if (isMixed) {
                return diagnosis(Cause.CLASS_MIX, "Other shares of the classes: " + shares(), raised);
            }
            if (isMixForemost()) {
                return warning(Cause.CLASS_MIX, "Other shares of the classes, as it seems: " + shares(), raised);
            }
            return warning(Cause.UNKNOWN, "The model answers otherwise, though objects resemble their classes", raised);
        }

        private Diagnosis warning(Cause cause, String words, List<SignalChange> raised) {
            return new Diagnosis(
                    Verdict.WARNING, cause, diagnosis(cause, words, raised).explanation(), false);
        }

        /** Whether, of all but the embedding, whose mean moves with the class mix as well, that differs most, and hardly by chance. */
        private boolean isMixForemost() {
            SignalChange mix = changes.get(Signal.CLASS_MIX);
            return mix != null
                    && mix.report().measures().stream().anyMatch(Rules::isHardlyChance)
                    && changes.values().stream()
                            .filter(change ->
                                    change.signal() != Signal.CLASS_MIX && change.signal() != Signal.EMBEDDING)
                            .allMatch(change -> change.peak() < mix.peak());
        }

        private static boolean isHardlyChance(Measure measure) {
            Double probability = measure.pValue();
            return probability != null && probability < HARDLY_CHANCE;
        }

        private boolean isRaised(Signal signal) {
            return isAtLeast(signal, level);
        }

        private boolean isAtLeast(Signal signal, Verdict verdict) {
            SignalChange change = changes.get(signal);
            return change != null && change.verdict().compareTo(verdict) >= 0;
        }

        private boolean isUp(Signal signal) {
            SignalChange change = changes.get(signal);
            return change != null && change.isUp();
        }

        private boolean isDown(Signal signal) {
            SignalChange change = changes.get(signal);
            return change != null && change.isDown();
        }

        private double now(Signal signal) {
            SignalChange change = changes.get(signal);
            return change == null ? Double.NaN : change.now();
        }

        /** The logarithm of the brightness' ratio; 0 where brightness is not known. */
        private double lightRatio() {
            SignalChange luminance = changes.get(Signal.LUMINANCE);
            return luminance == null
                    ? 0
                    : Math.log(
                            Math.max(LEAST_LUMINANCE, luminance.now()) / Math.max(LEAST_LUMINANCE, luminance.usual()));
        }

        private boolean isSameLight() {
            return Math.abs(lightRatio()) < SAME_LIGHT;
        }

        private boolean isBlackNow() {
            return isRaised(Signal.DARK)
                    && isUp(Signal.DARK)
                    && now(Signal.DARK) > BLACK
                    && now(Signal.CONTRAST) < BLANK;
        }

        /** Whether there is less light, and yet more contrast, of which less light alone would take as large a share. */
        private boolean isDarkInParts() {
            SignalChange contrast = changes.get(Signal.CONTRAST);
            return isRaised(Signal.LUMINANCE)
                    && lightRatio() < -SAME_LIGHT
                    && contrast != null
                    && contrast.isUp()
                    && Math.log(contrast.now() / contrast.usual()) - lightRatio() > UNEVEN;
        }

        /** Whether more sharpness is lost than the light explains. */
        private boolean isStructureLost() {
            SignalChange sharpness = changes.get(Signal.SHARPNESS);
            return sharpness != null && sharpness.now() - sharpness.usual() - 2 * lightRatio() < -LOST_SHARPNESS;
        }

        private Diagnosis diagnosis(Cause cause, String words, List<SignalChange> raised) {
            String figures = raised.stream()
                    .sorted(Comparator.comparingDouble(SignalChange::strength).reversed())
                    .map(Rules::figures)
                    .collect(Collectors.joining("; "));
            return new Diagnosis(level, cause, words + ". " + figures, false);
        }

        private static String figures(SignalChange change) {
            String strength = String.format(Locale.ROOT, "%.1f times the alarm's threshold", change.strength());
            return Double.isNaN(change.usual())
                    ? name(change.signal()) + ": " + strength
                    : String.format(
                            Locale.ROOT,
                            "%s %.3g where %.3g is usual: %s",
                            name(change.signal()),
                            change.now(),
                            change.usual(),
                            strength);
        }

        /** The classes whose shares changed most. */
        private String shares() {
            SignalChange mix = changes.get(Signal.CLASS_MIX);
            Histogram current = mix == null ? null : mix.report().current();
            Histogram usual = mix == null ? null : mix.report().reference();
            if (current == null || usual == null) {
                return "unknown";
            }
            double[] gains = new double[labels.size()];
            List<Integer> order = new ArrayList<>();
            IntStream.range(0, gains.length).forEach(i -> {
                gains[i] = share(current, i) - share(usual, i);
                order.add(i);
            });
            return order.stream()
                    .sorted(Comparator.comparingDouble(i -> -Math.abs(gains[i])))
                    .limit(NAMED_CLASSES)
                    .map(i -> String.format(
                            Locale.ROOT,
                            "%s %.0f %% where %.0f %% is usual",
                            labels.get(i),
                            100 * share(current, i),
                            100 * share(usual, i)))
                    .collect(Collectors.joining(", "));
        }

        private static double share(Histogram histogram, int index) {
            return histogram.counts().get(index) / (double) Math.max(1, histogram.total());
        }
    }
}
