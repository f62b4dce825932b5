package io.vedette.trainer.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The trainer's command line. */
@Command(
        name = "vedette",
        description = "Images in, signed bundle out.",
        mixinStandardHelpOptions = true,
        versionProvider = Software.class,
        subcommands = {
            DataCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            ExportCommand.class,
            InspectCommand.class,
            KeysCommand.class
        })
public final class Main {
    private Main() {}

    /** Runs a command and ends the program with its exit code: 0 done, 1 failed, 2 wrong usage or bad input. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new FailureReport())
                .setParameterExceptionHandler(FailureReport::wrongUsage);
    }
}
