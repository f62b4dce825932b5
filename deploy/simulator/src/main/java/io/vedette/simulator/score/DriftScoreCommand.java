package io.vedette.simulator.score;

import io.vedette.core.contract.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette simulate score-drift}: holds a camera's verdicts, since its agent was last started, against what really changed. */
@Command(
        name = "score-drift",
        description =
                "Holds the verdicts a console has of a camera, since its agent was last started, against the change in its video.",
        mixinStandardHelpOptions = true)
public final class DriftScoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ScoreOptions options = new ScoreOptions();

    @Option(names = "--truth", required = true, description = "The truth file beside the video, with one change.")
    private Path truth;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Truth passed = Truth.read(truth);
        int changes = passed.changedItems().size();
        if (changes != 1) {
            throw new IOException(truth + " tells of " + changes + " changes; 1 is what can be scored");
        }
        List<Prediction> decisions = options.endedDecisions();
        if (decisions.isEmpty()) {
            throw new IOException("the console has no ended decision of " + options.device() + ", " + options.camera());
        }
        Instant start = decisions.get(0).startedAt();
        DriftScore score = DriftScore.of(
                passed.items(),
                passed.changedItems().get(0),
                decisions.stream()
                        .map(decision -> new DriftScore.Passed(decision.header().time(), decision.lastFrame()))
                        .toList(),
                options.client().verdicts(options.device(), options.camera()).stream()
                        .filter(told -> !told.time().isBefore(start))
                        .toList());
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%d windows before the change, %d false alarms; %s%n",
                        score.windowsBefore(),
                        score.falseAlarms(),
                        score.itemsToAlarm() == null
                                ? "no alarm after it"
                                : "alarm " + score.itemsToAlarm() + " items after it: " + score.explanation());
        options.write(score);
        return 0;
    }
}
