package io.vedette.simulator.score;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Prediction;
import io.vedette.core.json.RecordJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vedette simulate score}: holds what a console stored against what really passed the camera. */
@Command(
        name = "score",
        description = "Holds the decisions a console has of a device against what really passed its camera.",
        mixinStandardHelpOptions = true)
public final class ScoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--truth", required = true, description = "The truth file beside the video.")
    private Path truth;

    @Option(names = "--console", required = true, description = "The console's address, such as http://127.0.0.1:8080.")
    private URI console;

    @Option(names = "--device", required = true, description = "The device.")
    private String deviceName;

    @Option(names = "--camera", required = true, description = "Its camera.")
    private String camera;

    @Option(names = "--json", description = "A file to write the score to.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        DeviceId device = requireDevice();
        ConsoleClient client = new ConsoleClient(console);
        List<Prediction> ended = client.predictions(device).stream()
                .filter(prediction -> prediction.camera().equals(camera))
                .filter(prediction -> prediction.phase() == Prediction.Phase.END)
                .toList();
        Score score = Score.of(readTruth(), toIntervals(ended));
        ConsoleClient.Delivery delivery = client.delivery(device);
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
        if (json != null) {
            Files.write(json, RecordJson.writeIndented(report));
        }
        return 0;
    }

    private DeviceId requireDevice() {
        if (!DeviceId.isValid(deviceName)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--device is not 1 to 63 lower-case letters, digits and dashes: '" + deviceName + "'");
        }
        return new DeviceId(deviceName);
    }

    private List<Interval> readTruth() throws IOException {
        List<Interval> items = new ArrayList<>();
        for (JsonNode item : RecordJson.readTree(Files.readAllBytes(truth)).path("items")) {
            items.add(new Interval(
                    item.path("label").asText(),
                    item.path("firstFrame").asLong(),
                    item.path("lastFrame").asLong()));
        }
        if (items.isEmpty()) {
            throw new IOException(truth + " holds no items");
        }
        return items;
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
