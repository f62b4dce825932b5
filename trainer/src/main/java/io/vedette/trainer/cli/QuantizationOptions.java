package io.vedette.trainer.cli;

import io.vedette.core.bundle.Precision;
import io.vedette.trainer.packaging.CalibrationPictures;
import io.vedette.trainer.packaging.Target;
import io.vedette.trainer.quantization.CalibrationMethod;
import io.vedette.trainer.quantization.Recipe;
import io.vedette.trainer.tflite.Edges;
import io.vedette.trainer.training.AwareTrainer;
import io.vedette.trainer.training.TrainingConfiguration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The options that say how a network is brought into integers. */
final class QuantizationOptions {
    @Option(
            names = "--target",
            defaultValue = "any",
            converter = TargetName.class,
            description = {
                "The computer that the integer ONNX file is written for (default: ${DEFAULT-VALUE}). x86, and any, which runs everywhere: values in uint8; "
                        + "pi, jetson-cpu: values in int8; jetson-gpu: values in int8 about zero, as TensorRT wants them."
            })
    private Target target = Target.ANY;

    @Option(
            names = "--tflite-edges",
            defaultValue = "INT8",
            description =
                    "What goes into the integer TensorFlow Lite file and comes out: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Edges edges = Edges.INT8;

    @Option(
            names = "--max-drop",
            paramLabel = "POINTS",
            description =
                    "Points of accuracy that integers may cost on the validation images: ever costlier ways into integers are tried, from other ranges over "
                            + "equalized layers and corrected biases to some layers in floats (of at most half the multiplications) and at last training in integers, until both files are within it; if none is, the export fails "
                            + "and names the layers that stand in the way (default: one way, as --calibration says).")
    private @Nullable Double maxDropPoints;

    @Option(
            names = "--aware-epochs",
            paramLabel = "N",
            description =
                    "Epochs for which --max-drop, if all else fails, trains the network further in the arithmetic of its integers; 0 leaves that out "
                            + "(default: a quarter of the run's).")
    private @Nullable Integer awareEpochs;

    @Option(
            names = "--calibration-images",
            defaultValue = "500",
            description = "Training images that give the ranges of the integer files (default: ${DEFAULT-VALUE}).")
    private int calibrationImages;

    @Option(
            names = "--calibration",
            description =
                    "How ranges follow from them, if no --max-drop is given: ${COMPLETION-CANDIDATES} (default: MIN_MAX).")
    private @Nullable CalibrationMethod method;

    /** Reads a target by its name. */
    static final class TargetName implements ITypeConverter<Target> {
        @Override
        public Target convert(String value) {
            return Arrays.stream(Target.values())
                    .filter(target -> target.toString().equalsIgnoreCase(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "expected one of " + Arrays.toString(Target.values()) + " but was '" + value + "'"));
        }
    }

    /** Fails if the options contradict each other or those of a command. */
    void require(CommandLine command, Set<Precision> precisions) {
        if (!precisions.contains(Precision.INT8)) {
            requireNone(command, precisions);
        }
        if (calibrationImages < CalibrationPictures.FEWEST) {
            throw new ParameterException(
                    command,
                    "--calibration-images is not " + CalibrationPictures.FEWEST + " or more: " + calibrationImages);
        }
        if (awareEpochs != null && awareEpochs < 0) {
            throw new ParameterException(command, "--aware-epochs is not 0 or more: " + awareEpochs);
        }
        if (maxDropPoints == null) {
            if (awareEpochs != null) {
                throw new ParameterException(command, "--aware-epochs is a part of --max-drop, which is not given");
            }
            return;
        }
        if (!(maxDropPoints >= 0 && maxDropPoints <= 100)) {
            throw new ParameterException(command, "--max-drop is not between 0 and 100 points: " + maxDropPoints);
        }
        if (method != null) {
            throw new ParameterException(
                    command, "--max-drop tries every --calibration, so none can be chosen beside it: " + method);
        }
    }

    private static void requireNone(CommandLine command, Set<Precision> precisions) {
        for (OptionSpec option :
                CommandSpec.forAnnotatedObject(new QuantizationOptions()).options()) {
            if (command.getParseResult().hasMatchedOption(option.longestName())) {
                throw new ParameterException(
                        command,
                        option.longestName() + " is for files in integers, of which --precision "
                                + precisions.stream().map(Precision::name).collect(Collectors.joining(","))
                                + " has none");
            }
        }
    }

    Target target() {
        return target;
    }

    /** What the count of layers in integers does not tell, if the ONNX file is for another kind of processor than this machine's. */
    static Optional<String> findCountedElsewhere(Target target) {
        if (!target.isArm() || processor().equals("aarch64")) {
            return Optional.empty();
        }
        return Optional.of("The ONNX layers were counted on this machine, whose processor is " + processor()
                + " and whose runtime may compute int8 values in floats; what that of --target " + target
                + " makes of them was not measured");
    }

    /** The kind of this machine's processor. */
    static String processor() {
        return System.getProperty("os.arch", "unknown");
    }

    Edges edges() {
        return edges;
    }

    int calibrationImages() {
        return calibrationImages;
    }

    /** The budget, if there is one. */
    @Nullable
    Double maxDropPoints() {
        return maxDropPoints;
    }

    /**
     * How a network is trained in the arithmetic of its integers; not at all if that was left out.
     *
     * @param before how it was trained in floats
     */
    Optional<TrainingConfiguration> awareTraining(TrainingConfiguration before) {
        TrainingConfiguration usual = AwareTrainer.configurationAfter(before);
        if (awareEpochs == null) {
            return Optional.of(usual);
        }
        return awareEpochs == 0 ? Optional.empty() : Optional.of(usual.withEpochs(awareEpochs));
    }

    /** The one way into integers that is gone without a budget. */
    Recipe recipe() {
        return Recipe.of(method == null ? CalibrationMethod.MIN_MAX : method);
    }
}
