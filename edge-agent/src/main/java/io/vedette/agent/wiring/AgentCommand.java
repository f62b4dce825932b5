package io.vedette.agent.wiring;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vedette agent}: classifies what cameras see and reports it. */
@Command(
        name = "agent",
        mixinStandardHelpOptions = true,
        description = "Classifies what cameras see and reports it over MQTT.")
final class AgentCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(names = "--bundle", paramLabel = "FILE", description = "The signed bundle to run.")
    private @Nullable Path bundle;

    @Option(names = "--exit-at-end", description = "Stop when every source has ended and every record is acknowledged.")
    private boolean isExitingAtEnd;

    @Override
    public Integer call() throws InterruptedException {
        ConfigurationReader reader = common.override(common.toReader());
        CommonOptions.put(reader, List.of("bundle"), bundle);
        if (isExitingAtEnd) {
            reader.withText(List.of("exit-at-end"), "true");
        }
        AgentConfiguration configuration = reader.read();
        if (configuration.cameras().isEmpty()) {
            throw new ConfigurationException(
                    "cameras", "no camera is named; 'vedette serve BUNDLE' is the agent without cameras");
        }
        return AgentProcess.run(configuration);
    }
}
