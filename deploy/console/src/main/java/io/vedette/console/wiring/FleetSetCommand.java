package io.vedette.console.wiring;

import io.vedette.console.client.ConsoleClient;
import io.vedette.console.web.DesiredView;
import io.vedette.console.wiring.UpdateWatch.End;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Release;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that says what a device should run. */
@Command(
        name = "set",
        description = "Says what a device should run; it fetches, verifies and tries it by itself.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the device was told, or will be when it connects; with --wait: the release is the device's",
            "1:the console refused or was not reached; with --wait: the device refused or took too long, or should run another meanwhile",
            "2:the command cannot be understood"
        })
final class FleetSetCommand implements Callable<Integer> {
    private static final Pattern RELEASE = Pattern.compile("(?:([a-z0-9][a-z0-9-]{0,62}):)?([1-9][0-9]{0,8})");

    @Parameters(index = "0", paramLabel = "DEVICE", description = "The device's id.")
    private String device = "";

    @Parameters(
            index = "1",
            paramLabel = "RELEASE",
            description = "NAME:NUMBER, or NUMBER of the line that the device runs.")
    private String release = "";

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "Follow the update to its end, for at most so long (default: do not wait).")
    private @Nullable Integer waitSeconds;

    @Mixin
    private final ConsoleOption console = new ConsoleOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the command line
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Matcher parts = RELEASE.matcher(release);
        require(parts.matches(), "RELEASE is '" + release + "' but should be NAME:NUMBER or NUMBER");
        require(
                DeviceId.isValid(device),
                "DEVICE is '" + device + "' but should be lower-case letters, digits and dashes, at most 63");
        require(waitSeconds == null || waitSeconds > 0, "--wait is " + waitSeconds + " but should be positive");
        DeviceId id = new DeviceId(device);
        ConsoleClient client = console.client();
        String name = parts.group(1) == null ? lineOf(client.device(id).release()) : parts.group(1);
        DesiredView desired = client.setDesired(id, name, Integer.parseInt(parts.group(2)));
        PrintWriter out = spec.commandLine().getOut();
        out.println(id + " should run " + desired.release().name() + " "
                + desired.release().number());
        out.println("Watch it: " + console.address().resolve("/#/devices/" + id));
        out.flush();
        return waitSeconds == null ? CommandLine.ExitCode.OK : follow(client, id, desired, waitSeconds);
    }

    private int follow(ConsoleClient client, DeviceId id, DesiredView desired, int seconds)
            throws InterruptedException {
        End end = new UpdateWatch(client, spec.commandLine().getOut(), InstantSource.system())
                .follow(id, desired, Duration.ofSeconds(seconds));
        if (end == End.OPEN) {
            spec.commandLine().getErr().println(id + " has not come to an end within " + seconds + " s; it goes on");
        }
        if (end == End.SUPERSEDED) {
            spec.commandLine()
                    .getErr()
                    .println(id + " should run another release meanwhile; this one is not followed further");
        }
        return end == End.COMMITTED ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private String lineOf(@Nullable Release atWork) {
        require(atWork != null, device + " has not said which line of releases it runs; give RELEASE as NAME:NUMBER");
        return atWork == null ? "" : atWork.name();
    }

    private void require(boolean isRight, String message) {
        if (!isRight) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
