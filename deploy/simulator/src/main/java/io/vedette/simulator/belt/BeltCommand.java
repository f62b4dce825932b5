package io.vedette.simulator.belt;

import io.vedette.core.terminal.ErrorOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vedette simulate belt}: renders pictures that pass on a conveyor belt. */
@Command(
        name = "belt",
        description = {
            "Renders pictures that pass on a conveyor belt as an H.264 video, with the truth of what passed when beside it.",
            "Lengths are in heights of a frame, speeds in heights per frame."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
public final class BeltCommand implements Callable<Integer> {
    private static final double MEGABYTE = 1e6;

    @Spec
    private CommandSpec spec;

    @Option(names = "--images", required = true, description = "A folder with one folder of pictures per class.")
    private Path images;

    @Option(
            names = "--out",
            required = true,
            description = "The video, *.mp4; its truth gets the same name with .json.")
    private Path out;

    @Mixin
    private BeltFigures figures = new BeltFigures();

    @Override
    public Integer call() throws IOException, InterruptedException {
        BeltVideo video = video();
        List<LabelledPicture> pictures = PictureFolder.list(images);
        Path folder = out.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        BeltSummary summary = write(video, pictures);
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s: %d items in %d frames, %.1f MB, rendered at %.0f frames/s; each item whole in the region for"
                                + " at least %d frames, at least %d empty frames between two%n",
                        out,
                        summary.items(),
                        summary.frames(),
                        summary.sizeBytes() / MEGABYTE,
                        summary.frames() / summary.seconds(),
                        summary.centredFrames(),
                        summary.emptyFrames());
        if (summary.unreadable() > 0) {
            spec.commandLine().getErr().println(summary.unreadable() + " pictures could not be read, passed over");
        }
        return 0;
    }

    private BeltSummary write(BeltVideo video, List<LabelledPicture> pictures)
            throws IOException, InterruptedException {
        if (!ErrorOutput.own().isWatched()) {
            return video.write(pictures, out, items -> {});
        }
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("Belt")
                .setInitialMax(figures.items())
                .setUnit(" items", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .build()) {
            BeltSummary summary = video.write(pictures, out, bar::stepTo);
            bar.stepTo(figures.items());
            return summary;
        }
    }

    private BeltVideo video() {
        try {
            return figures.toVideo(System::nanoTime);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
