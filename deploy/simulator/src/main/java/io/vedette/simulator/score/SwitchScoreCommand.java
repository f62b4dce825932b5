package io.vedette.simulator.score;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette simulate score-switch}: counts what one release's taking over from another cost a camera. */
@Command(
        name = "score-switch",
        description =
                "Counts frames without a result and decisions out of order, since the agent was last started, while one release took over from another.",
        mixinStandardHelpOptions = true)
public final class SwitchScoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ScoreOptions options = new ScoreOptions();

    @Option(
            names = "--agent",
            required = true,
            description = "The agent's address, such as http://127.0.0.1:8081; its source has ended.")
    private URI agent;

    @Option(names = "--from", required = true, paramLabel = "N", description = "The release before.")
    private int from;

    @Option(names = "--to", required = true, paramLabel = "N", description = "The release that took over.")
    private int to;

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonNode camera = null;
        for (JsonNode each : new JsonSource(agent).get("/health").path("cameras")) {
            if (each.path("name").asText().equals(options.camera())) {
                camera = each;
            }
        }
        if (camera == null) {
            throw new IOException(agent + " has no camera '" + options.camera() + "'");
        }
        SwitchScore score = SwitchScore.of(
                options.endedDecisions(),
                from,
                to,
                camera.path("captured").asLong(),
                camera.path("classified").asLong());
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%d frames, %d without a result; %d decisions of release %d, then %d of release %d, %d out of order%n",
                        score.captured(),
                        score.missing(),
                        score.before(),
                        from,
                        score.after(),
                        to,
                        score.disorder());
        options.write(score);
        return 0;
    }
}
