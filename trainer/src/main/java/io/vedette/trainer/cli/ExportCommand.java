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
import io.vedette.trainer.data.Split;
import io.vedette.trainer.drift.ReferenceMaker;
import io.vedette.trainer.drift.ReferenceOptions;
import io.vedette.trainer.drift.TooFewSamplesException;
import io.vedette.trainer.evaluation.DriftFigures;
import io.vedette.trainer.evaluation.Evaluation;
import io.vedette.trainer.evidence.IntegerCoverage;
import io.vedette.trainer.experiment.RunDirectory;
import io.vedette.trainer.experiment.RunProvenance;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.packaging.BundleAssembly;
import io.vedette.trainer.packaging.CalibrationPictures;
import io.vedette.trainer.packaging.ExportReport;
import io.vedette.trainer.packaging.ExportReport.ModelFigures;
import io.vedette.trainer.packaging.ExportReport.QuantizationFigures;
import io.vedette.trainer.packaging.KeyFiles;
import io.vedette.trainer.packaging.MeasuredModel;
import io.vedette.trainer.packaging.ModelFile;
import io.vedette.trainer.packaging.ModelMeasurer;
import io.vedette.trainer.packaging.NetworkExport;
import io.vedette.trainer.packaging.Target;
import io.vedette.trainer.packaging.Tolerance;
import io.vedette.trainer.quantization.LadderReport;
import io.vedette.trainer.quantization.Preparation;
import io.vedette.trainer.quantization.Recipe;
import io.vedette.trainer.quantization.Remedy;
import io.vedette.trainer.training.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
                    + "test set in the runtime that runs it, and signs a bundle of them. With --precision FLOAT32 no integers are made.",
            "The bundle has a drift reference, with which a device compares what it sees: of labelled belt videos of unseen items, of the items "
                    + "that training held out of the run's own videos, or of the run's validation pictures. It is made with that one of the bundle's files "
                    + "that an arm64 device runs: in integers rather than floats, for TensorFlow Lite rather than ONNX.",
            "With --max-drop as many ways into integers are tried as it takes, each measured on the validation images.",
            "A file that is further from the trained network than its tolerance allows fails the export, and no bundle is written."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ExportCommand implements Callable<Integer> {
    /** What the last export of a run measured. */
    static final String REPORT = "export.json";

    /** How the last export with a budget climbed, whether or not it came within. */
    private static final String LADDER = "ladder.json";

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
            names = "--precision",
            split = ",",
            defaultValue = "FLOAT32,INT8",
            description = "Of the files that the bundle carries: ${COMPLETION-CANDIDATES} (default: both).")
    private Set<Precision> precisions = EnumSet.allOf(Precision.class);

    @Mixin
    private QuantizationOptions quantizationOptions = new QuantizationOptions();

    @Mixin
    private DriftOptions driftOptions = new DriftOptions();

    @Override
    public Integer call() throws IOException {
        requireRelease();
        quantizationOptions.require(spec.commandLine(), precisions);
        if (!Files.isReadable(keyFile)) {
            throw new ParameterException(
                    spec.commandLine(), "No key to sign with at " + keyFile + "; vedette keys generate makes one");
        }
        SigningKey key = KeyFiles.readSigningKey(keyFile);
        Console console = new Console(spec);
        RunDirectory run = RunDirectory.open(runPath);
        ReferenceOptions referenceOptions = driftOptions.toReferenceOptions(spec.commandLine(), run);
        Graph network = run.network();
        Dataset dataset = new RunData(run, console.datasetReader()).readAll();
        CalibrationPictures calibration = precisions.contains(Precision.INT8)
                ? CalibrationPictures.choose(
                        dataset,
                        quantizationOptions.calibrationImages(),
                        run.provenance().seed())
                : CalibrationPictures.none(dataset);
        int[] examples = dataset.indices(Split.TEST);
        if (examples.length == 0) {
            throw new CommandFailedException(dataset.name() + " has no test images to measure the files on", null);
        }
        DevicePictures pictures = driftOptions.pictures(console, run, dataset);

        RecipeSearch search = new RecipeSearch(
                console,
                quantizationOptions,
                dataset,
                run.configuration(RunConfiguration.class).training());
        Preparation preparation = search.prepare(network, calibration);
        NetworkExport export = new NetworkExport(preparation, quantizationOptions.target(), quantizationOptions.edges())
                .carrying(precisions);
        QuantizationFigures quantization =
                precisions.contains(Precision.INT8) ? search.find(network, preparation, export) : null;
        String title = "%s %d".formatted(name, release);
        EvidenceReport evidence = new EvidenceReport(title, preparation, quantization);
        Optional<QuantizationFigures> figures = Optional.ofNullable(quantization);
        Optional<LadderReport> ladder = figures.map(QuantizationFigures::ladder);
        if (ladder.isPresent()) {
            requireWithinBudget(console, run, ladder.get(), evidence);
        }
        Optional<Recipe> recipe = figures.map(QuantizationFigures::recipe);
        List<ModelFile> files = recipe.map(export::export).orElseGet(export::floats);
        float[][] trained = answers(console, network, dataset, examples);
        // Trained for its integers a network is another; all files hold that one.
        float[][] reference = recipe.filter(chosen -> chosen.has(Remedy.AWARE_TRAINING))
                .map(chosen -> answers(console, preparation.trained(chosen), dataset, examples))
                .orElse(trained);
        ModelMeasurer measurer = new ModelMeasurer(dataset, examples, reference, trained);
        List<MeasuredModel> models = measure(console, files, measurer, export, recipe);

        ExportReport report =
                ExportReport.of(title, network.parameterCount(), calibration.size(), models, quantization);
        Evaluation evaluation = Evaluation.of(run.labels(), dataset.classesOf(examples), trained);
        RunReport runReport = new RunReport(run, dataset, Split.TEST);
        run.write(REPORT, RecordJson.writeIndented(report));
        run.write(RunReport.NAME, runReport.toHtml(evaluation, examples));
        if (ladder.isEmpty()) {
            run.remove(LADDER);
        }
        print(console, report);
        models.forEach(model -> printCoverage(console, model));
        figures.map(QuantizationFigures::target)
                .flatMap(QuantizationOptions::findCountedElsewhere)
                .ifPresent(console::print);
        List<MeasuredModel> carried = models.stream()
                .filter(model -> precisions.contains(model.file().precision()))
                .toList();
        console.print("Evidence: "
                + run.write(EvidenceReport.NAME, evidence.toHtml(models, evaluation.matrix(), violations(carried))));
        requireWithinTolerance(console, carried, examples.length);
        BundleAssembly assembly = new BundleAssembly(
                name,
                release,
                dataset,
                network.shapeOf(network.embedding()).elements(),
                provenance(run, dataset, recipe, quantizationOptions.target()));
        try {
            Optional<DriftReference> drift =
                    findDriftReference(console, dataset, referenceOptions, choose(carried), pictures);
            if (drift.isPresent()) {
                assembly = assembly.withDriftReference(drift.get());
                DriftFigures driftFigures = DriftFigures.of(drift.get(), pictures.name());
                run.write(REPORT, RecordJson.writeIndented(report.withDrift(driftFigures)));
                console.print("Report: " + run.write(RunReport.NAME, runReport.toHtml(evaluation, examples)));
            }
            BundleManifest manifest = assembly.write(bundle, carried, examples, reference, key);
            console.print("Bundle: " + bundle + ", " + Files.size(bundle) + " bytes, "
                    + manifest.goldenSamples().size() + " golden samples, signed by key "
                    + key.verifyingKey().id());
        } catch (IOException | RuntimeException e) {
            run.write(
                    EvidenceReport.NAME, evidence.toHtml(models, evaluation.matrix(), List.of(FailureReport.tell(e))));
            throw e;
        }
        return 0;
    }

    /** Keeps how the ladder was climbed, and fails with a page that shows it if nothing on it is within the budget. */
    private static void requireWithinBudget(
            Console console, RunDirectory run, LadderReport ladder, EvidenceReport evidence) {
        run.write(LADDER, RecordJson.writeIndented(ladder));
        if (ladder.findChosen().isEmpty()) {
            console.print("Evidence: "
                    + run.write(
                            EvidenceReport.NAME,
                            evidence.toHtml(ladder, run.has(REPORT) ? Optional.of(REPORT) : Optional.empty())));
            throw LadderTable.failure(ladder);
        }
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
        if (Files.exists(bundle)) {
            throw new ParameterException(
                    spec.commandLine(), "--out exists already, and a bundle is not written over: " + bundle);
        }
    }

    /** What of all files is beyond its tolerance, in words. */
    private static List<String> violations(List<MeasuredModel> models) {
        return models.stream()
                .flatMap(model -> model.violations().stream()
                        .map(violation -> model.file().id() + ": " + violation))
                .toList();
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
                            + (isInteger ? "; try --max-drop 0.5, longer training, or --precision FLOAT32" : ""),
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

    /** What the trained network says to some examples. */
    static float[][] answers(Console console, Graph network, Dataset dataset, int[] examples) {
        Progress progress = console.progress("images");
        progress.begin("Trained network", examples.length);
        try (Predictor predictor = new Predictor(network, dataset.preprocessing())) {
            return predictor.logits(dataset, examples, progress);
        } finally {
            progress.end();
        }
    }

    private List<MeasuredModel> measure(
            Console console,
            List<ModelFile> files,
            ModelMeasurer measurer,
            NetworkExport export,
            Optional<Recipe> recipe) {
        List<MeasuredModel> models = new ArrayList<>();
        for (ModelFile file : files) {
            IntegerCoverage coverage = recipe.filter(chosen -> file.precision() == Precision.INT8)
                    .map(chosen -> export.coverage(file, chosen))
                    .orElse(null);
            Progress progress = console.progress("images");
            progress.begin(file.id(), measurer.size());
            try {
                models.add(
                        new MeasuredModel(file, measurer.measure(file, progress), tolerance(file, recipe), coverage));
            } finally {
                progress.end();
            }
        }
        return models;
    }

    /** What the runtime makes of the layers, and of each that it computes otherwise, why. */
    private static void printCoverage(Console console, MeasuredModel model) {
        IntegerCoverage coverage = model.coverage();
        if (coverage != null) {
            console.print("%-12s %s".formatted(model.file().id(), coverage.sentence()));
            coverage.leftovers().forEach(leftover -> console.print("             not " + leftover));
        }
    }

    /** A budget that was asked for takes the place of what an integer file may usually lose, and any file of a network trained further. */
    private Tolerance tolerance(ModelFile file, Optional<Recipe> recipe) {
        Double maxDropPoints = quantizationOptions.maxDropPoints();
        Tolerance usual = Tolerance.of(file.precision());
        if (maxDropPoints == null) {
            return usual;
        }
        if (file.precision() == Precision.INT8) {
            return Tolerance.ofDrop(maxDropPoints);
        }
        return recipe.filter(chosen -> chosen.has(Remedy.AWARE_TRAINING))
                .map(chosen -> usual.withMaxDropPoints(maxDropPoints))
                .orElse(usual);
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

    private static ModelProvenance provenance(
            RunDirectory run, Dataset dataset, Optional<Recipe> recipe, Target target) {
        RunProvenance trained = run.provenance();
        Map<String, String> details = new TreeMap<>();
        details.put("architecture", trained.architecture());
        details.put("data", trained.data().name());
        details.put("seed", Long.toString(trained.seed()));
        details.put("best epoch", Integer.toString(trained.bestEpoch()));
        details.put("engine", trained.engine());
        details.put("device", trained.device());
        details.put("trained at", trained.startedAt().toString());
        recipe.ifPresent(chosen -> {
            details.put("integers", chosen.description());
            details.put("integers for", target.toString());
            details.put("layers counted on", QuantizationOptions.processor());
        });
        trained.findOrigin().ifPresent(origin -> details.put("trained further from", origin));
        return new ModelProvenance(Instant.now(), Software.nameAndVersion(), dataset.digest(), details);
    }
}
