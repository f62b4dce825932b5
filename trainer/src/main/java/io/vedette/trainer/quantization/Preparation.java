package io.vedette.trainer.quantization;

import io.vedette.trainer.data.Progress;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.Symmetry;
import io.vedette.trainer.graph.pass.FoldBatchNorm;
import io.vedette.trainer.graph.pass.GeneralizePools;
import io.vedette.trainer.graph.pass.ReplaceRelu6;
import io.vedette.trainer.graph.pass.RescaleFixedOutputs;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Does to one trained network what recipes ask for; what several of them need is done once. */
public final class Preparation {
    /** Multiplications, each with its addition, that the interpreter may spend on a correction or on an analysis: about half a minute. */
    private static final double WORK = 8e9;

    private static final int FEWEST_CORRECTING = 32;
    private static final int MOST_CORRECTING = 128;
    private static final int MOST_ANALYSED = 16;

    private final Graph trained;
    private final Graph folded;
    private final CountedPictures pictures;
    private final int threads;
    private final Progress progress;
    private final @Nullable AwareTraining training;

    private final Map<CalibrationMethod, Calibration> plainRanges = new EnumMap<>(CalibrationMethod.class);
    private final Map<CalibrationMethod, Calibration> equalizedRanges = new EnumMap<>(CalibrationMethod.class);
    private @Nullable Graph equalized;
    private @Nullable AwareGraph aware;
    /** The last recipe without its nodes in floats, which the next one often shares. */
    private @Nullable Recipe last;

    private final Map<Symmetry, QuantizedGraph> lastIntegers = new HashMap<>();

    private Preparation(
            Graph trained, CountedPictures pictures, int threads, Progress progress, @Nullable AwareTraining training) {
        this.trained = new GeneralizePools().apply(trained);
        this.folded = fold(this.trained);
        this.pictures = pictures;
        this.threads = threads;
        this.progress = progress;
        this.training = training;
    }

    /**
     * Makes a preparation that knows no training for integers.
     *
     * @param pictures preprocessed, in the graph's layout: channel by channel, row by row
     * @param count how many they are; of none no integers can be made
     * @param threads how many of the machine's the float runtime may use
     */
    public static Preparation of(Graph trained, Iterable<float[]> pictures, int count, int threads, Progress progress) {
        return new Preparation(trained, new CountedPictures(pictures, count), threads, progress, null);
    }

    /** The same with training for integers. */
    public Preparation withTraining(AwareTraining awareTraining) {
        return new Preparation(trained, pictures, threads, progress, awareTraining);
    }

    /** Whether it knows training for integers. */
    public boolean canTrain() {
        return training != null;
    }

    /** The network in floats as its files hold it: without batch norm. */
    public Graph folded() {
        return folded;
    }

    /** The network as training left it that a recipe makes integers of. */
    public Graph trained(Recipe recipe) {
        return recipe.has(Remedy.AWARE_TRAINING) ? aware().graph() : trained;
    }

    /** The same in floats as its files hold it: without batch norm. */
    public Graph floats(Recipe recipe) {
        return recipe.has(Remedy.AWARE_TRAINING) ? fold(aware().graph()) : folded;
    }

    /** How many pictures give ranges. */
    public int pictures() {
        return pictures.count();
    }

    /** The network in integers as a recipe makes it. */
    public QuantizedGraph quantize(Recipe recipe, Symmetry symmetry) {
        Recipe whole = recipe.withFloatNodes(List.of());
        if (!whole.equals(last)) {
            lastIntegers.clear();
            last = whole;
        }
        QuantizedGraph integers = lastIntegers.get(symmetry);
        if (integers == null) {
            integers = integers(whole, symmetry);
            lastIntegers.put(symmetry, integers);
        }
        return recipe.floatNodes().isEmpty()
                ? integers
                : integers.withFloatNodes(new LinkedHashSet<>(recipe.floatNodes()));
    }

    /** How many pictures {@link #analyse} computes: as many as its share of time allows, but one at least. */
    public int analysedPictures() {
        return pictures.clamp(affordablyAnalysed(), 1, MOST_ANALYSED);
    }

    /** Whether an analysis takes no longer than its share of time: large networks cost minutes or hours for a single picture. */
    public boolean isAnalysisAffordable() {
        return affordablyAnalysed() >= 1;
    }

    private double affordablyAnalysed() {
        // For each node the rest of the graph is computed twice, on average a half of it.
        return WORK / ((double) folded.multiplyAccumulates() * folded.nodes().size());
    }

    /** What integers cost at each node of a recipe that leaves none in floats. */
    public List<LayerEvidence> analyse(Recipe recipe, Symmetry symmetry) {
        QuantizedGraph quantized = quantize(recipe, symmetry);
        return pictures.first(analysedPictures())
                .watched("Sensitivity of layers", progress, few -> SensitivityAnalysis.measure(quantized, few));
    }

    private QuantizedGraph integers(Recipe recipe, Symmetry symmetry) {
        QuantizedGraph quantized = uncorrected(recipe, symmetry);
        if (!recipe.has(Remedy.BIAS_CORRECTION)) {
            return quantized;
        }
        double affordable = WORK / quantized.graph().multiplyAccumulates();
        // Each picture passes once in floats and once in integers.
        return pictures.first(pictures.clamp(affordable, FEWEST_CORRECTING, MOST_CORRECTING))
                .watched("Bias correction", progress, few -> new BiasCorrection(threads).correct(quantized, few));
    }

    private QuantizedGraph uncorrected(Recipe recipe, Symmetry symmetry) {
        if (recipe.has(Remedy.AWARE_TRAINING)) {
            AwareGraph network = aware();
            Calibration ranges = new Calibration(recipe.calibration(), pictures.count(), network.ranges());
            return Quantizer.quantize(fold(network.graph()), ranges, symmetry);
        }
        if (recipe.has(Remedy.EQUALIZATION)) {
            Graph graph = equalized();
            return Quantizer.quantize(graph, calibrated(recipe.calibration(), graph, equalizedRanges), symmetry);
        }
        return Quantizer.quantize(folded, calibrated(recipe.calibration(), folded, plainRanges), symmetry);
    }

    private Calibration calibrated(CalibrationMethod method, Graph graph, Map<CalibrationMethod, Calibration> known) {
        return known.computeIfAbsent(
                method,
                missing -> pictures.watched(
                        "Calibration", progress, all -> new Calibrator(missing, threads).calibrate(graph, all)));
    }

    private Graph equalized() {
        if (equalized == null) {
            equalized = pictures.watched("Equalization", progress, all -> new Equalizer(threads)
                    .equalize(new ReplaceRelu6().apply(folded), all));
        }
        return equalized;
    }

    private AwareGraph aware() {
        if (aware == null) {
            AwareTraining trainer = Optional.ofNullable(training)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "The recipe asks for training for integers, which this preparation does not know"));
            aware = trainer.train(
                    trained,
                    calibrated(CalibrationMethod.MIN_MAX, folded, plainRanges).ranges());
        }
        return aware;
    }

    private static Graph fold(Graph trained) {
        return new RescaleFixedOutputs().apply(new FoldBatchNorm().apply(trained));
    }
}
