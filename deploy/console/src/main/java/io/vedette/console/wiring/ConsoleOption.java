package io.vedette.console.wiring;

import io.vedette.console.client.ConsoleClient;
import java.net.URI;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that names a running console. */
final class ConsoleOption {
    @Option(
            names = "--console",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "The console's address (default: ${DEFAULT-VALUE}).")
    private String console = "";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by the command line
    private CommandSpec command;

    ConsoleClient client() {
        return new ConsoleClient(address());
    }

    URI address() {
        try {
            URI address = URI.create(console);
            boolean isHttp = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            boolean isRoot = "".equals(address.getRawPath()) || "/".equals(address.getRawPath());
            boolean isBare = isRoot && address.getRawQuery() == null && address.getRawFragment() == null;
            if (isHttp && isBare && address.getHost() != null) {
                return address;
            }
            throw new IllegalArgumentException("no scheme or host, or more than those");
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.commandLine(),
                    "--console is '" + console + "' but should be http://HOST[:PORT] and no more",
                    e);
        }
    }
}
