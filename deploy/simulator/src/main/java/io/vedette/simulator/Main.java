package io.vedette.simulator;

import picocli.CommandLine;

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
                .setExecutionExceptionHandler((exception, commandLine, result) -> {
                    String message = exception.getMessage();
                    commandLine.getErr().println("vedette simulate: " + (message == null ? exception : message));
                    return commandLine.getCommandSpec().exitCodeOnExecutionException();
                });
    }
}
