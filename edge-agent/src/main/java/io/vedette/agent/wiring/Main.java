package io.vedette.agent.wiring;

import io.vedette.agent.pipeline.ModelRefusedException;
import io.vedette.agent.storage.FolderInUseException;
import io.vedette.agent.web.WebServerException;
import io.vedette.core.bundle.BundleException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The agent's command line. */
@Command(
        name = "vedette",
        mixinStandardHelpOptions = true,
        description = "Classifies what cameras see and reports it.",
        subcommands = {AgentCommand.class, ServeCommand.class})
public final class Main {
    /** Exit code when the configuration cannot be used. */
    static final int WRONG_CONFIGURATION = 2;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, command, result) -> {
                    command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + messageOf(exception));
                    return exception instanceof ConfigurationException
                            ? WRONG_CONFIGURATION
                            : CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }

    /** What a user can mend is said in a sentence; what is our own bug shows where it happened. */
    private static String messageOf(Exception exception) throws Exception {
        if (exception instanceof BundleException refused) {
            return "the bundle was refused (" + refused.check().id() + "): " + refused.getMessage();
        }
        if (exception instanceof ModelRefusedException refused) {
            return "the model was refused (" + refused.test().id() + "): " + refused.getMessage();
        }
        if (exception instanceof ConfigurationException
                || exception instanceof FolderInUseException
                || exception instanceof WebServerException
                || exception instanceof UncheckedIOException) {
            return String.valueOf(exception.getMessage());
        }
        throw exception;
    }
}
