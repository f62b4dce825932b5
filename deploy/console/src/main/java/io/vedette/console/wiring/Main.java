package io.vedette.console.wiring;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The console's main class: the console itself, and the commands that speak to one. */
@Command(
        name = "vedette",
        description = "The fleet console, and what can be told to one.",
        subcommands = {ConsoleCommand.class, PublishCommand.class, FleetCommand.class},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    private static final String LOG_CONFIGURATION = "logback.configurationFile";

    private Main() {}

    /** Runs a command. */
    public static void main(String[] arguments) {
        // The embedded broker's jar brings a logback.xml of its own.
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "vedette-console-logback.xml");
        }
        int exitCode = commandLine().execute(arguments);
        if (exitCode != CommandLine.ExitCode.OK) {
            System.exit(exitCode);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(Main::wrongUsage)
                .setExecutionExceptionHandler((exception, commandLine, parsed) -> {
                    commandLine.getErr().println(exception.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    /** Says in one line what was wrong about the arguments. */
    private static int wrongUsage(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + failure.getMessage() + " (" + name + " --help tells more)");
        return CommandLine.ExitCode.USAGE;
    }
}
