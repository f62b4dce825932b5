package io.vedette.trainer.cli;

import io.vedette.core.json.RecordJson;
import io.vedette.trainer.architecture.Architecture;
import io.vedette.trainer.architecture.Catalogue;
import io.vedette.trainer.data.DataSource;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.NoValidationPictureException;
import io.vedette.trainer.data.PixelNormalisation;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.data.TooFewClassesException;
import io.vedette.trainer.evaluation.Improvement;
import io.vedette.trainer.experiment.DataProvenance;
import io.vedette.trainer.experiment.Machine;
import io.vedette.trainer.experiment.RunDirectory;
import io.vedette.trainer.experiment.RunProvenance;
import io.vedette.trainer.experiment.RunRecorder;
import io.vedette.trainer.graph.FrozenPart;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Layer;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.training.Augmentation;
import io.vedette.trainer.training.EpochMetrics;
import io.vedette.trainer.training.NetworkTrainer;
import io.vedette.trainer.training.Optimization;
import io.vedette.trainer.training.OptimizerKind;
import io.vedette.trainer.training.Schedule;
import io.vedette.trainer.training.TrainedNetwork;
import io.vedette.trainer.training.TrainingConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vedette train}: pictures in, trained network out. */
@Command(
        name = "train",
        description = {
            "Trains a network on labelled pictures and keeps it in a run directory.",
            "With --from it goes on from the weights of an earlier run, names that run by its digest, and tells what improved.",
            "Or from those of an ONNX or TensorFlow Lite file of any tool, in floats or integers: its classifier is replaced by one for "
                    + "the data's classes, its size of pictures is kept, and what --freeze names keeps its weights to the last bit."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TrainCommand implements Callable<Integer> {
    /** What training further changed, in a run that did. */
    static final String IMPROVEMENT = "improvement.json";

    private static final float LEARNING_RATE = 0.01f;
    /** Weights that are good already are moved less, lest the first steps undo them. */
    private static final float LEARNING_RATE_FROM_CHECKPOINT = 0.001f;

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions dataOptions = new DataOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The run directory, which must not exist (default: runs/TIMESTAMP-NAME).")
    private @Nullable Path target;

    @Option(
            names = "--from",
            paramLabel = "RUN|FILE",
            description =
                    "A run to train further: the data must have its labels and is split by its seed and shares, so that what it held out of the same "
                            + "data stays held out. Or an .onnx or .tflite file, for any labels.")
    private @Nullable Path from;

    @Option(
            names = "--freeze",
            paramLabel = "WHAT",
            description =
                    "With --from, what keeps its weights: all before the classifier, none, so many layers with weights from the start, or "
                            + "everything up to the layer of a name that vedette inspect shows (default: all with a file, none with a run).")
    private @Nullable String freeze;

    @Option(
            names = "--pixels",
            paramLabel = "RANGE",
            converter = PixelText.class,
            description =
                    "With --from FILE, what levels of 0 to 255 become for its network: LOW..HIGH such as -1..1 or 0..255, imagenet, or M,M,M/D,D,D "
                            + "for (level / 255 - M) / D by channel (default: what a file that takes integers says; else -1..1 for "
                            + "TensorFlow Lite, and for ONNX imagenet, or 0..1 if its pictures have one channel).")
    private @Nullable PixelNormalisation pixels;

    @Option(names = "--name", paramLabel = "NAME", description = "The run's name (default: the data's name).")
    private @Nullable String name;

    @Option(names = "--epochs", defaultValue = "5", description = "Passes over the data (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(names = "--batch-size", defaultValue = "128", description = "Pictures a step (default: ${DEFAULT-VALUE}).")
    private int batchSize;

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            description = "Highest learning rate of the schedule (default: " + LEARNING_RATE + ", with --from "
                    + LEARNING_RATE_FROM_CHECKPOINT
                    + " unless all before a file's classifier is frozen).")
    private @Nullable Float learningRate;

    @Option(
            names = "--optimizer",
            defaultValue = "ADAM",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OptimizerKind optimizer = OptimizerKind.ADAM;

    @Option(
            names = "--schedule",
            defaultValue = "ONE_CYCLE",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Schedule schedule = Schedule.ONE_CYCLE;

    @Option(names = "--weight-decay", defaultValue = "0", description = "Default: ${DEFAULT-VALUE}.")
    private float weightDecay;

    @Option(names = "--label-smoothing", defaultValue = "0.05", description = "Default: ${DEFAULT-VALUE}.")
    private float labelSmoothing;

    @Option(
            names = "--flip",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Mirror half of the pictures left to right (default: ${DEFAULT-VALUE}).")
    private boolean isFlipping;

    @Option(
            names = "--shift",
            defaultValue = "0",
            paramLabel = "PIXELS",
            description = "Most pixels a picture is moved (default: ${DEFAULT-VALUE}).")
    private int shift;

    @Option(
            names = "--zoom-out",
            defaultValue = "1",
            paramLabel = "SCALE",
            description =
                    "Smallest scale at which half of the pictures are drawn, anywhere within their frame, for things that do not "
                            + "fill the camera's view (default: ${DEFAULT-VALUE}, none).")
    private float zoomOut;

    @Option(
            names = "--ground",
            defaultValue = "0",
            paramLabel = "LEVEL",
            description =
                    "Brightest level, of 255, of a ground laid under pictures drawn smaller, for objects on black that the camera sees "
                            + "on something (default: ${DEFAULT-VALUE}, none).")
    private int ground;

    @Option(
            names = "--brightness",
            defaultValue = "0.05",
            paramLabel = "SHARE",
            description = "Most change of brightness (default: ${DEFAULT-VALUE}).")
    private float brightness;

    @Option(
            names = "--contrast",
            defaultValue = "0.1",
            paramLabel = "SHARE",
            description = "Most change of contrast (default: ${DEFAULT-VALUE}).")
    private float contrast;

    @Option(
            names = "--architecture",
            paramLabel = "NAME",
            completionCandidates = ArchitectureNames.class,
            description = "The network: ${COMPLETION-CANDIDATES} (default: " + Catalogue.DEFAULT
                    + "); not with --from, which has its network.")
    private @Nullable String architecture;

    @Option(
            names = "--width",
            paramLabel = "FACTOR",
            description =
                    "Factor on the network's channels, where its family has one (default: 1); not with --from, which has its network.")
    private @Nullable Double widthMultiplier;

    @Option(
            names = "--patience",
            defaultValue = "0",
            paramLabel = "EPOCHS",
            description = "Stop after so many epochs without a better validation accuracy; 0 never does "
                    + "(default: ${DEFAULT-VALUE}).")
    private int patience;

    @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() throws IOException {
        Instant startedAt = Clock.systemUTC().instant();
        Console console = new Console(spec);
        Origin origin = openOrigin();
        RunConfiguration configuration = configuration(origin);
        Path directory = target == null ? defaultTarget(configuration.data(), startedAt) : target;
        RunRecorder.requireFree(directory);

        Dataset dataset = console.datasetReader().read(configuration.data());
        console.summarizeBadPictures();
        requireTrainable(dataset);
        if (origin != null) {
            origin.requireFit(dataset);
        }
        Graph network = origin == null
                ? build(configuration, dataset)
                : origin.network(dataset.labels().size(), seed);
        FrozenPart frozen = frozen(network, configuration);
        describe(console, dataset, network, frozen);
        if (origin instanceof ForeignNetwork foreign) {
            console.print(foreign.describePixels());
        }

        TrainingProgress shown = new TrainingProgress(console.progress("images"), console.out());
        try (RunRecorder recorder =
                RunRecorder.begin(directory, configuration, dataset.labels(), dataset.preprocessing())) {
            TrainedNetwork trained = new NetworkTrainer(
                            configuration.training(), new Recording(shown, recorder), Clock.systemUTC())
                    .train(network, dataset, frozen);
            shown.end();
            Path run = recorder.finish(trained.graph(), provenance(dataset, trained, startedAt, origin));
            EpochMetrics best = trained.epochs().get(trained.bestEpoch() - 1);
            console.print(String.format(
                    Locale.ROOT,
                    "Run %s: epoch %d was best, validation accuracy %.2f %%; training took %s",
                    run,
                    trained.bestEpoch(),
                    100 * best.validationAccuracy(),
                    ConsoleProgress.minutes(trained.seconds())));
            if (origin instanceof Checkpoint checkpoint) {
                tellImprovement(console, checkpoint, dataset, trained.graph(), RunDirectory.open(run));
            }
        }
        return 0;
    }

    private static void requireTrainable(Dataset dataset) {
        if (dataset.labels().size() < 2) {
            throw new TooFewClassesException(dataset.name(), dataset.labels());
        }
        if (dataset.indices(Split.VALIDATION).length == 0) {
            int[] pictures = new int[dataset.labels().size()];
            for (int example = 0; example < dataset.size(); example++) {
                pictures[dataset.classOf(example)]++;
            }
            throw new NoValidationPictureException(
                    dataset.name(), Arrays.stream(pictures).max().orElse(0));
        }
    }

    private static void tellImprovement(
            Console console, Checkpoint checkpoint, Dataset dataset, Graph trained, RunDirectory run) {
        Improvement improvement = checkpoint.improvement(trained, dataset, console.progress("images"));
        run.write(IMPROVEMENT, RecordJson.writeIndented(improvement));
        ImprovementTable.print(console, improvement);
        if (!checkpoint.hasLearnedFrom(dataset)) {
            console.print("The data is not what it was then, so that run " + improvement.parent()
                    + " may know some of these validation images");
        }
        if (improvement.hasWorsened()) {
            console.warn("The network has become worse; try a lower --learning-rate or other data");
        }
    }

    private @Nullable Origin openOrigin() throws IOException {
        if (from == null) {
            if (freeze != null || pixels != null) {
                throw new ParameterException(
                        spec.commandLine(), (freeze == null ? "--pixels" : "--freeze") + " needs --from");
            }
            return null;
        }
        try {
            return Origin.open(from, pixels);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private FrozenPart frozen(Graph network, RunConfiguration configuration) {
        String text = configuration.freeze();
        try {
            return text == null ? FrozenPart.NONE : Freezing.of(network, text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private RunConfiguration configuration(@Nullable Origin origin) {
        if (origin != null && (widthMultiplier != null || architecture != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    architecture == null
                            ? "--width cannot be given with --from, which has its network: " + widthMultiplier
                            : "--architecture cannot be given with --from, which has its network: " + architecture);
        }
        try {
            double width = widthMultiplier == null ? 1 : widthMultiplier;
            String kept = freezeText(origin);
            // A fresh classifier on features that stay as they are learns like any network from the start.
            boolean isFresh = origin == null || (origin instanceof ForeignNetwork && Freezing.ALL.equals(kept));
            float rate = isFresh ? LEARNING_RATE : LEARNING_RATE_FROM_CHECKPOINT;
            RunConfiguration configuration = new RunConfiguration(
                    origin == null ? dataOptions.toSource(seed) : origin.source(dataOptions, seed),
                    origin == null ? family(width).name() : origin.architecture(),
                    origin == null ? width : origin.widthMultiplier(),
                    new TrainingConfiguration(
                            epochs,
                            batchSize,
                            new Optimization(
                                    optimizer,
                                    schedule,
                                    learningRate == null ? rate : learningRate,
                                    weightDecay,
                                    labelSmoothing),
                            new Augmentation(isFlipping, shift, brightness, contrast, zoomOut, ground),
                            patience,
                            seed),
                    kept);
            if (origin != null && kept != null) {
                // Whether there is such a part does not depend on the classes, and reading data may take long.
                Freezing.of(origin.network(2, seed), kept);
            }
            return configuration;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private @Nullable String freezeText(@Nullable Origin origin) {
        return freeze == null && origin != null ? origin.usuallyFrozen() : freeze;
    }

    private Path defaultTarget(DataSource source, Instant startedAt) {
        String data = String.valueOf(
                Path.of(source.data()).toAbsolutePath().normalize().getFileName());
        return Path.of(
                "runs",
                TIMESTAMP.format(startedAt.atZone(ZoneId.systemDefault())) + "-" + (name == null ? data : name));
    }

    private Graph build(RunConfiguration configuration, Dataset dataset) {
        Shape input = Shape.of(
                dataset.preprocessing().channels(),
                dataset.preprocessing().height(),
                dataset.preprocessing().width());
        try {
            return Catalogue.find(configuration.architecture(), configuration.widthMultiplier())
                    .build(input, dataset.labels().size(), seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "Network " + configuration.architecture() + ": " + e.getMessage(), e);
        }
    }

    private Architecture family(double width) {
        return Catalogue.find(architecture == null ? Catalogue.DEFAULT : architecture, width);
    }

    private static void describe(Console console, Dataset dataset, Graph network, FrozenPart frozen) {
        console.print(String.format(
                Locale.ROOT,
                "Data %s: %,d training, %,d validation, %,d test examples of %d classes",
                dataset.name(),
                dataset.indices(Split.TRAIN).length,
                dataset.indices(Split.VALIDATION).length,
                dataset.indices(Split.TEST).length,
                dataset.labels().size()));
        console.print(String.format(
                Locale.ROOT,
                "Network %s: %,d parameters, %.1f million multiplications a picture",
                network.name(),
                network.parameterCount(),
                network.multiplyAccumulates() / 1e6));
        if (!frozen.nodes().isEmpty()) {
            console.print(String.format(
                    Locale.ROOT,
                    "Frozen: %,d of them, in %,d of %,d layers with weights",
                    frozen.parameterCount(network),
                    frozen.layerCount(network),
                    Layer.of(network).stream().filter(Layer::hasWeights).count()));
        }
    }

    private RunProvenance provenance(
            Dataset dataset, TrainedNetwork trained, Instant startedAt, @Nullable Origin origin) {
        return new RunProvenance(
                startedAt,
                Software.nameAndVersion(),
                new DataProvenance(
                        dataset.name(),
                        dataset.digest(),
                        dataset.digest(Split.TEST),
                        dataset.indices(Split.TRAIN).length,
                        dataset.indices(Split.VALIDATION).length,
                        dataset.indices(Split.TEST).length),
                trained.graph().name(),
                trained.graph().parameterCount(),
                seed,
                trained.engine(),
                trained.device(),
                Machine.current(),
                trained.bestEpoch(),
                Duration.between(startedAt, Clock.systemUTC().instant()).toMillis() / 1000.0,
                origin == null ? null : origin.parentRun(),
                origin == null ? null : origin.parentFile());
    }
}
