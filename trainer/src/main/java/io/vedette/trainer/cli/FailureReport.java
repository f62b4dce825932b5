package io.vedette.trainer.cli;

import io.vedette.core.bundle.BundleException;
import io.vedette.core.trust.KeyFormatException;
import io.vedette.runtime.media.MediaException;
import io.vedette.trainer.data.BadDataException;
import io.vedette.trainer.experiment.RunException;
import io.vedette.trainer.importing.NetworkFileException;
import io.vedette.trainer.onnx.OnnxFileException;
import io.vedette.trainer.training.DivergedTrainingException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says in one line what a person can mend; a mistake of ours keeps its stack trace. */
final class FailureReport implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments)
            throws Exception {
        if (isBadInput(failure)) {
            print(command, tell(failure));
            return ExitCode.USAGE;
        }
        if (failure instanceof CommandFailedException
                || failure instanceof DivergedTrainingException
                || failure instanceof IOException) {
            print(command, tell(failure));
            return ExitCode.SOFTWARE;
        }
        throw failure;
    }

    /** What happened, in words; of an {@link IOException} the message is often nothing but a path. */
    static String tell(Exception failure) {
        return failure instanceof IOException ? failure.toString() : String.valueOf(failure.getMessage());
    }

    /** Says in one line what was wrong about the arguments. */
    static int wrongUsage(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + failure.getMessage() + " (" + name + " --help tells more)");
        command.getErr().flush();
        return ExitCode.USAGE;
    }

    private static boolean isBadInput(Exception failure) {
        return failure instanceof BadDataException
                || failure instanceof MediaException
                || failure instanceof RunException
                || failure instanceof BundleException
                || failure instanceof KeyFormatException
                || failure instanceof NetworkFileException
                || failure instanceof OnnxFileException;
    }

    private static void print(CommandLine command, String message) {
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + message);
        command.getErr().flush();
    }
}
