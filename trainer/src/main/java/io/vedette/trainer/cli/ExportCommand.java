package io.vedette.trainer.cli;

import io.vedette.core.bundle.BundleManifest;
import io.vedette.core.bundle.ModelFormat;
import io.vedette.core.bundle.ModelProvenance;
import io.vedette.core.bundle.Precision;
import io.vedette.core.drift.DriftReference;
import io.vedette.core.json.RecordJson;
import io.vedette.core.trust.SigningKey;
import io.vedette.runtime.engine.Engine;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.DevicePictures;
import io.vedette.trainer.data.Progress;
import io.vedette.trainer.data.Shuffle;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.drift.ReferenceMaker;
import io.vedette.trainer.drift.ReferenceOptions;
import io.vedette.trainer.drift.TooFewSamplesException;
import io.vedette.trainer.evaluation.DriftFigures;
import io.vedette.trainer.evaluation.Evaluation;
import io.vedette.trainer.experiment.ParentRun;
import io.vedette.trainer.experiment.RunDirectory;
import io.vedette.trainer.experiment.RunProvenance;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.packaging.BundleAssembly;
import io.vedette.trainer.packaging.ExportReport;
import io.vedette.trainer.packaging.ExportReport.ModelFigures;
import io.vedette.trainer.packaging.KeyFiles;
import io.vedette.trainer.packaging.MeasuredModel;
import io.vedette.trainer.packaging.ModelFile;
import io.vedette.trainer.packaging.ModelMeasurer;
import io.vedette.trainer.packaging.NetworkExport;
import io.vedette.trainer.quantization.CalibrationMethod;
import io.vedette.trainer.training.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette export}: quantizes a trained network, measures each file in its runtime and signs a bundle of them. */
@Command(
        name = "export",
        description = {
            "Writes a trained network as ONNX and TensorFlow Lite, in floats and in 8-bit integers, measures each file over the whole "
                    + "test set in the runtime that runs it, and signs a bundle of them.",
            "The bundle has a drift reference, with which a device compares what it sees: of labelled belt videos of unseen items, of the items "
                    + "that training held out of the run's own videos, or of the run's validation pictures. It is made with that one of the bundle's files "
                    + "that an arm64 device runs: in integers rather than floats, for TensorFlow Lite rather than ONNX.",
            "A file that is further from the trained network than its tolerance allows fails the export, and no bundle is written."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ExportCommand implements Callable<Integer> {
    /** What the last export of a run measured. */
    static final String REPORT = "export.json";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The run directory.")
    private Path runPath;

    @Option(names = "--name", required = true, description = "The line of releases, such as belt.")
    private String name;

    @Option(names = "--release", required = true, description = "Its number in that line, growing from 1.")
    private int release;

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "The key to sign with.")
    private Path keyFile;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The bundle to write.")
    private Path bundle;

    @Option(
            names = "--calibration-images",
            defaultValue = "500",
            description = "Training images that give the ranges of the integer files (default: ${DEFAULT-VALUE}).")
    private int calibrationImages;

    @Option(
            names = "--calibration",
            defaultValue = "MIN_MAX",
            description = "How ranges follow from them: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private CalibrationMethod method;

    @Option(
            names = "--precision",
            split = ",",
            defaultValue = "FLOAT32,INT8",
            description = "Of the files that the bundle carries: ${COMPLETION-CANDIDATES} (default: both).")
    private Set<Precision> precisions = EnumSet.allOf(Precision.class);

    @Mixin
    private DriftOptions driftOptions = new DriftOptions();

    @Override
    public Integer call() throws IOException {
        requireRelease();
        if (calibrationImages < 1) {
            throw new CommandFailedException("--calibration-images is not 1 or more: " + calibrationImages, null);
        }
        if (!Files.isReadable(keyFile)) {
            throw new CommandFailedException(
                    "No key to sign with at " + keyFile + "; vedette keys generate makes one", null);
        }
        SigningKey key = KeyFiles.readSigningKey(keyFile);
        Console console = new Console(spec);
        RunDirectory run = RunDirectory.open(runPath);
        ReferenceOptions referenceOptions = driftOptions.toReferenceOptions(spec.commandLine(), run);
        Graph network = run.network();
        Dataset dataset = new RunData(run, console.datasetReader()).readAll();
        int[] examples = dataset.indices(Split.TEST);
        DevicePictures pictures = driftOptions.pictures(console, run, dataset);
        float[][] reference = answers(console, network, dataset, examples);

        int[] calibrationExamples = chooseCalibration(dataset, run.provenance().seed());
        List<ModelFile> files = new NetworkExport(method, Runtime.getRuntime().availableProcessors())
                .export(network, dataset, calibrationExamples);
        List<MeasuredModel> models = measure(console, files, new ModelMeasurer(dataset, examples, reference));

        ExportReport report = ExportReport.of(network.parameterCount(), calibrationExamples.length, models);
        Evaluation evaluation = Evaluation.of(run.labels(), dataset.classesOf(examples), reference);
        RunReport runReport = new RunReport(run, dataset, Split.TEST);
        run.write(REPORT, RecordJson.writeIndented(report));
        run.write(RunReport.NAME, runReport.toHtml(evaluation, examples));
        print(console, report);
        List<MeasuredModel> carried = models.stream()
                .filter(model -> precisions.contains(model.file().precision()))
                .toList();
        requireWithinTolerance(console, carried, examples.length);
        BundleAssembly assembly = new BundleAssembly(
                name, release, dataset, network.shapeOf(network.embedding()).elements(), provenance(run, dataset));
        Optional<DriftReference> drift =
                findDriftReference(console, dataset, referenceOptions, choose(carried), pictures);
        if (drift.isPresent()) {
            assembly = assembly.withDriftReference(drift.get());
            DriftFigures figures = DriftFigures.of(drift.get(), pictures.name());
            run.write(REPORT, RecordJson.writeIndented(report.withDrift(figures)));
            console.print("Report: " + run.write(RunReport.NAME, runReport.toHtml(evaluation, examples)));
        }
        BundleManifest manifest = assembly.write(bundle, carried, examples, reference, key);
        console.print("Bundle: " + bundle + ", " + Files.size(bundle) + " bytes, "
                + manifest.goldenSamples().size() + " golden samples, signed by key "
                + key.verifyingKey().id());
        return 0;
    }

    private void requireRelease() {
        if (!BundleManifest.isName(name)) {
            throw new ParameterException(
                    spec.commandLine(), "--name is not of lower-case letters, digits and dashes: " + name);
        }
        if (release < 1) {
            throw new ParameterException(spec.commandLine(), "--release is not 1 or more: " + release);
        }
        Path folder = bundle.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), "--out has no folder to lie in: " + bundle);
        }
    }

    private void requireWithinTolerance(Console console, List<MeasuredModel> carried, int testImages) {
        for (MeasuredModel model : carried) {
            for (String doubt : model.doubts()) {
                console.warn(model.file().id() + " " + doubt + ": " + testImages + " test images are too few to tell");
            }
        }
        if (carried.stream().anyMatch(model -> !model.violations().isEmpty())) {
            boolean isInteger = carried.stream()
                    .anyMatch(model ->
                            !model.violations().isEmpty() && model.file().precision() == Precision.INT8);
            throw new CommandFailedException(
                    "Files beyond their tolerance: no bundle is written"
                            + (isInteger
                                    ? "; try --calibration PERCENTILE, longer training, or --precision FLOAT32"
                                    : ""),
                    null);
        }
    }

    /** Of the files that the bundle carries the one that an arm64 device chooses, if nobody tells it otherwise. */
    private static ModelFile choose(List<MeasuredModel> carried) {
        Comparator<ModelFile> order = Comparator.comparing((ModelFile file) -> file.precision() != Precision.INT8)
                .thenComparing(file -> file.format() != ModelFormat.TFLITE);
        return carried.stream()
                .map(MeasuredModel::file)
                .min(order)
                .orElseThrow(() -> new IllegalStateException("Every export has files of the precisions asked for"));
    }

    /** The reference as a model file makes it; none if the pictures are too few, unless they were asked for. */
    private Optional<DriftReference> findDriftReference(
            Console console, Dataset dataset, ReferenceOptions options, ModelFile file, DevicePictures pictures) {
        try (Engine engine = file.open()) {
            DriftReference reference = new ReferenceMaker(
                            dataset.labels(), dataset.preprocessing(), options, console.progress("steps"))
                    .make(engine, pictures);
            DriftTable.print(console, reference);
            console.print("               of %s: %,d pictures, one of each thing and gap, answered by %s"
                    .formatted(pictures.name(), pictures.size(), file.id()));
            return Optional.of(reference);
        } catch (TooFewSamplesException e) {
            if (driftOptions.isAskedFor()) {
                throw e;
            }
            console.warn("The bundle has no drift reference: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static float[][] answers(Console console, Graph network, Dataset dataset, int[] examples) {
        if (examples.length == 0) {
            throw new CommandFailedException(dataset.name() + " has no test images to measure the files on", null);
        }
        Progress progress = console.progress("images");
        progress.begin("Trained network", examples.length);
        try (Predictor predictor = new Predictor(network, dataset.preprocessing())) {
            return predictor.logits(dataset, examples, progress);
        } finally {
            progress.end();
        }
    }

    /** Training images, which no one measures on, picked by the run's own seed. */
    private int[] chooseCalibration(Dataset dataset, long seed) {
        int[] training = dataset.indices(Split.TRAIN);
        Shuffle.shuffle(training, new Random(seed));
        return Arrays.copyOf(training, Math.min(calibrationImages, training.length));
    }

    private static List<MeasuredModel> measure(Console console, List<ModelFile> files, ModelMeasurer measurer) {
        List<MeasuredModel> models = new ArrayList<>();
        for (ModelFile file : files) {
            Progress progress = console.progress("images");
            progress.begin(file.id(), measurer.size());
            try {
                models.add(new MeasuredModel(file, measurer.measure(file, progress)));
            } finally {
                progress.end();
            }
        }
        return models;
    }

    private static void print(Console console, ExportReport report) {
        console.print(String.format(
                Locale.ROOT,
                "Trained network: %,d parameters, accuracy %.2f %% on %,d test images",
                report.parameters(),
                100 * report.accuracy(),
                report.testImages()));
        console.print(String.format(
                Locale.ROOT,
                "%-12s %10s %9s %10s %12s %9s  %s",
                "file",
                "bytes",
                "accuracy",
                "agreement",
                "logit diff",
                "median",
                "runtime"));
        for (ModelFigures model : report.models()) {
            console.print(String.format(
                    Locale.ROOT,
                    "%-12s %,10d %7.2f %% %8.2f %% %12.2g %6.3f ms  %s",
                    model.id(),
                    model.sizeBytes(),
                    100 * model.accuracy(),
                    100 * model.agreement(),
                    model.maxLogitDifference(),
                    model.medianLatencyMs(),
                    model.runtime()));
            model.violations().forEach(violation -> console.print("             NOT GOOD: " + violation));
        }
    }

    private static ModelProvenance provenance(RunDirectory run, Dataset dataset) {
        RunProvenance trained = run.provenance();
        Map<String, String> details = new TreeMap<>();
        details.put("architecture", trained.architecture());
        details.put("data", trained.data().name());
        details.put("seed", Long.toString(trained.seed()));
        details.put("best epoch", Integer.toString(trained.bestEpoch()));
        details.put("engine", trained.engine());
        details.put("device", trained.device());
        details.put("trained at", trained.startedAt().toString());
        ParentRun parent = trained.parent();
        if (parent != null) {
            details.put("trained further from", "run " + parent.name() + ", network " + parent.networkSha256());
        }
        return new ModelProvenance(Instant.now(), Software.nameAndVersion(), dataset.digest(), details);
    }
}
