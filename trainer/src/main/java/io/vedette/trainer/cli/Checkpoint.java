package io.vedette.trainer.cli;

import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.trainer.data.BadDataException;
import io.vedette.trainer.data.DataSource;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.PixelNormalisation;
import io.vedette.trainer.data.Progress;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.evaluation.Evaluation;
import io.vedette.trainer.evaluation.Improvement;
import io.vedette.trainer.experiment.ParentFile;
import io.vedette.trainer.experiment.ParentRun;
import io.vedette.trainer.experiment.RunDirectory;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.training.Predictor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A finished run from whose weights training goes on. */
final class Checkpoint implements Origin {
    private final RunDirectory run;
    private final RunConfiguration configuration;
    private final Graph network;
    private final ParentRun parent;

    private Checkpoint(RunDirectory run) {
        this.run = run;
        this.configuration = run.configuration(RunConfiguration.class);
        this.network = run.network();
        this.parent = new ParentRun(
                run.name(), run.networkDigest(), run.provenance().data().sha256());
    }

    /** A run, which knows what pixels become for its network: nothing else can be asked for. */
    static Checkpoint open(Path path, @Nullable PixelNormalisation pixels) {
        Checkpoint checkpoint = new Checkpoint(RunDirectory.open(path));
        PreprocessingSpec known = checkpoint.run.preprocessing();
        if (pixels != null && !pixels.applyTo(known).equals(known)) {
            throw new IllegalArgumentException("--pixels is " + new PixelNormalisation(known.mean(), known.deviation())
                    + " in run " + checkpoint.run.name() + ", from which training goes on, but found " + pixels);
        }
        return checkpoint;
    }

    /** The network with its weights; its classes are those it knows, which {@link #requireFit} sees to. */
    @Override
    public Graph network(int classes, long seed) {
        return network;
    }

    @Override
    public String architecture() {
        return configuration.architecture();
    }

    @Override
    public double widthMultiplier() {
        return configuration.widthMultiplier();
    }

    /** What the options say, split as the run's own data was: of the same data, what it did not learn from stays unseen. */
    @Override
    public DataSource source(DataOptions options, long seed) {
        return options.toSourceSplitAs(configuration.data(), run.name());
    }

    @Override
    public String usuallyFrozen() {
        return Freezing.NONE;
    }

    @Override
    public ParentRun parentRun() {
        return parent;
    }

    @Override
    public @Nullable ParentFile parentFile() {
        return null;
    }

    /** Whether the data is what the network learned from, so that its validation examples are new to it. */
    boolean hasLearnedFrom(Dataset dataset) {
        return parent.dataSha256().equals(dataset.digest());
    }

    /** Fails if the data has other labels, or is prepared otherwise, than the network knows. */
    @Override
    public void requireFit(Dataset dataset) {
        if (!run.labels().equals(dataset.labels())) {
            throw new OtherLabelsException(run.name(), run.labels(), dataset.labels());
        }
        if (!run.preprocessing().equals(dataset.preprocessing())) {
            throw new OtherPreprocessingException(run.name(), run.preprocessing(), dataset.preprocessing());
        }
    }

    /** What training further changed on the data's validation examples. */
    Improvement improvement(Graph trained, Dataset dataset, Progress progress) {
        int[] examples = dataset.indices(Split.VALIDATION);
        progress.begin("Comparing with run " + run.name(), 2L * examples.length);
        try {
            return Improvement.of(
                    run.name(),
                    evaluate(network, dataset, examples, progress),
                    evaluate(trained, dataset, examples, progress));
        } finally {
            progress.end();
        }
    }

    private static Evaluation evaluate(Graph graph, Dataset dataset, int[] examples, Progress progress) {
        try (Predictor predictor = new Predictor(graph, dataset.preprocessing())) {
            return Evaluation.of(
                    dataset.labels(), dataset.classesOf(examples), predictor.logits(dataset, examples, progress));
        }
    }

    /** Data whose labels are not the network's. */
    private static final class OtherLabelsException extends BadDataException {
        private static final long serialVersionUID = 1L;

        OtherLabelsException(String run, List<String> expected, List<String> found) {
            super("Expected the labels of run %s but found others: %s".formatted(run, difference(expected, found)));
        }

        private static String difference(List<String> expected, List<String> found) {
            List<String> missing = new ArrayList<>(expected);
            missing.removeAll(found);
            List<String> unknown = new ArrayList<>(found);
            unknown.removeAll(expected);
            if (missing.isEmpty() && unknown.isEmpty()) {
                return "they are in the order " + found + ", not " + expected;
            }
            return "the data lacks " + missing + " and has " + unknown + " beside the run's";
        }
    }

    /** Data that is prepared otherwise than the network's pictures were. */
    private static final class OtherPreprocessingException extends BadDataException {
        private static final long serialVersionUID = 1L;

        OtherPreprocessingException(String run, PreprocessingSpec expected, PreprocessingSpec found) {
            super(
                    expected.width() == found.width()
                            ? "Expected pictures prepared as those of run %s, %s, but found %s"
                                    .formatted(run, expected, found)
                            : "Expected pictures of %d pixels, as run %s has learned from, but found %d; for a folder give --input-size %d"
                                    .formatted(expected.width(), run, found.width(), expected.width()));
        }
    }
}
