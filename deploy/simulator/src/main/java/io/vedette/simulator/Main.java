package io.vedette.simulator;

import io.vedette.simulator.belt.UnusableFolderException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The entry of {@code vedette simulate}. */
public final class Main {
    private Main() {}

    /** Runs the command; ends with 0, with 1 when it failed, with 2 when it was called wrongly. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Simulate())
                .setCommandName("vedette simulate")
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::wrongUsage)
                .setExecutionExceptionHandler((exception, commandLine, result) -> {
                    String message = exception.getMessage();
                    commandLine.getErr().println("vedette simulate: " + (message == null ? exception : message));
                    return exception instanceof UnusableFolderException
                            ? CommandLine.ExitCode.USAGE
                            : CommandLine.ExitCode.SOFTWARE;
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
