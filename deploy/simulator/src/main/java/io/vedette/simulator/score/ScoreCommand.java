package io.vedette.simulator.score;

import io.vedette.core.contract.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette simulate score}: holds a camera's decisions, since its agent was last started, against what really passed it. */
@Command(
        name = "score",
        description = {
            "Holds the decisions a console has of a camera, since its agent was last started, against what really passed it.",
            "Records lost are counted over all that the device ever sent."
        },
        mixinStandardHelpOptions = true)
public final class ScoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--truth", required = true, description = "The truth file beside the video.")
    private Path truth;

    @Mixin
    private ScoreOptions options = new ScoreOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Prediction> ended = options.endedDecisions();
        Score score = Score.of(Truth.read(truth).items(), toIntervals(ended));
        ConsoleClient.Delivery delivery = options.client().delivery(options.device());
        ScoreReport report = new ScoreReport(
                score.items(),
                score.right(),
                score.wrong(),
                score.missed(),
                score.extra(),
                score.share(),
                delivery.highWaterMark(),
                delivery.duplicates(),
                delivery.lost() + delivery.openRecords(),
                framesPerSecond(ended));
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%d items: %d right, %d wrong, %d missed, %d extra decisions: %.1f %% right%n",
                        report.items(),
                        report.right(),
                        report.wrong(),
                        report.missed(),
                        report.extra(),
                        100 * report.share());
        options.write(report);
        return 0;
    }

    private static List<Interval> toIntervals(List<Prediction> decisions) {
        return decisions.stream()
                .map(decision -> new Interval(decision.label(), decision.firstFrame(), decision.lastFrame()))
                .toList();
    }

    private static double framesPerSecond(List<Prediction> decisions) {
        if (decisions.size() < 2) {
            return 0;
        }
        Prediction first = decisions.get(0);
        Prediction last = decisions.get(decisions.size() - 1);
        Duration time = Duration.between(first.header().time(), last.header().time());
        return time.isZero() ? 0 : (last.lastFrame() - first.lastFrame()) * 1e3 / time.toMillis();
    }
}
