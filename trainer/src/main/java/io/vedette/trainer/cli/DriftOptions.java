package io.vedette.trainer.cli;

import io.vedette.core.drift.FalseAlarmBudget;
import io.vedette.trainer.data.BeltReader;
import io.vedette.trainer.data.BeltSampling;
import io.vedette.trainer.data.DataSource;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.DevicePictures;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.drift.ReferenceOptions;
import io.vedette.trainer.experiment.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what a device's windows are compared with. */
final class DriftOptions {
    @Option(
            names = "--drift-from",
            paramLabel = "VIDEO",
            description =
                    "A labelled belt video (belt.mp4 with belt.json beside it) of items that were not learned from, of which the drift reference is made; "
                            + "may be repeated (default: the items of the run's own videos that were held out from training, or, of a run without "
                            + "videos, its validation pictures).")
    private List<Path> videos = List.of();

    @Option(
            names = "--background",
            split = ",",
            paramLabel = "LABEL",
            description = "Labels that mean nothing is there (default: empty, where the network has it).")
    private @Nullable List<String> background;

    @Option(
            names = "--drift-window",
            defaultValue = "60",
            paramLabel = "SAMPLES",
            description = "Samples that a device compares at a time (default: ${DEFAULT-VALUE}).")
    private int window;

    @Option(
            names = "--false-alarms-per",
            defaultValue = "90",
            paramLabel = "DAYS",
            description = "Days in which a camera may raise one false alarm (default: ${DEFAULT-VALUE}).")
    private double days;

    @Option(
            names = "--windows-per-day",
            defaultValue = "24",
            paramLabel = "N",
            description =
                    "Windows without a common sample that a camera fills in a day: items an hour × 24 / --drift-window "
                            + "(default: ${DEFAULT-VALUE}, at 60 items an hour).")
    private double windowsPerDay;

    /** Whether a reference was asked for, so that none is a failure. */
    boolean isAskedFor() {
        return !videos.isEmpty();
    }

    /** What the options say of a run's network; a value out of its range is a {@link ParameterException}. */
    ReferenceOptions toReferenceOptions(CommandLine command, RunDirectory run) {
        List<String> named = background;
        if (named == null) {
            named = run.labels().contains(BeltSampling.EMPTY) ? List.of(BeltSampling.EMPTY) : List.of();
        }
        for (String label : named) {
            if (!run.labels().contains(label)) {
                throw new ParameterException(
                        command, "--background is not among the labels " + run.labels() + ": " + label);
            }
        }
        try {
            return new ReferenceOptions(
                    named,
                    window,
                    new FalseAlarmBudget(days, windowsPerDay),
                    run.provenance().seed());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()), e);
        }
    }

    /** The pictures that the reference is made of: of what training did not see, in the form that a device will. */
    DevicePictures pictures(Console console, RunDirectory run, Dataset dataset) {
        DataSource source = run.configuration(RunConfiguration.class).data();
        BeltReader reader = new BeltReader(source.beltSampling(), console.progress("frames"));
        if (!videos.isEmpty()) {
            return reader.readDevice(videos, run.labels(), run.preprocessing());
        }
        if (!source.extras().isEmpty()) {
            return reader.readHeldOut(
                    source.extras().stream().map(Path::of).toList(), run.labels(), run.preprocessing());
        }
        return DevicePictures.of(dataset, Split.VALIDATION);
    }
}
