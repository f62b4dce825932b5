package io.vedette.simulator.score;

import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Prediction;
import io.vedette.core.json.RecordJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that every score has: whom to ask, of what, and where to write the answer. */
final class ScoreOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--console", required = true, description = "The console's address, such as http://127.0.0.1:8080.")
    private URI console;

    @Option(names = "--device", required = true, description = "The device.")
    private String deviceName;

    @Option(names = "--camera", required = true, description = "Its camera.")
    private String camera;

    @Option(names = "--json", description = "A file to write the score to.")
    private @Nullable Path json;

    ConsoleClient client() {
        return new ConsoleClient(console);
    }

    DeviceId device() {
        if (!DeviceId.isValid(deviceName)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--device is not 1 to 63 lower-case letters, digits and dashes: '" + deviceName + "'");
        }
        return new DeviceId(deviceName);
    }

    String camera() {
        return camera;
    }

    /** The camera's ended decisions since its agent was last started, in the order in which they arrived. */
    List<Prediction> endedDecisions() throws IOException, InterruptedException {
        List<Prediction> told = client().predictions(device()).stream()
                .filter(prediction -> prediction.camera().equals(camera))
                .toList();
        return LatestRun.of(told).stream()
                .filter(prediction -> prediction.phase() == Prediction.Phase.END)
                .toList();
    }

    void write(Record report) throws IOException {
        if (json != null) {
            Files.write(json, RecordJson.writeIndented(report));
        }
    }
}
