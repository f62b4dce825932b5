package io.vedette.agent.wiring;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vedette serve}: the agent without a camera, and without a broker unless one is named. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Classifies pictures that come by HTTP: the agent without cameras.")
final class ServeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "BUNDLE", description = "The signed bundle to run.")
    private Path bundle = Path.of("");

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws InterruptedException {
        ConfigurationReader reader = common.toReader();
        reader.withText(List.of("broker", "url"), "none");
        common.override(reader);
        CommonOptions.put(reader, List.of("bundle"), bundle);
        reader.withoutCameras();
        return AgentProcess.run(reader.read());
    }
}
