package io.vedette.console.wiring;

import io.vedette.console.fleet.DeviceSummary;
import io.vedette.core.contract.Release;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command that lists the devices of a console with what they run and should run. */
@Command(
        name = "list",
        description = "Lists the devices with what they run and should run.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class FleetListCommand implements Callable<Integer> {
    private static final String ROW = "%-24s %-9s %-20s %-20s %s%n";

    @Mixin
    private final ConsoleOption console = new ConsoleOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the command line
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        List<DeviceSummary> devices = console.client().devices();
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, ROW, "DEVICE", "IS", "RUNS", "SHOULD RUN", "UPDATE");
        devices.forEach(device -> out.printf(
                Locale.ROOT,
                ROW,
                device.device(),
                device.condition().name().toLowerCase(Locale.ROOT),
                text(device.release()),
                text(device.desired()),
                device.update() == null ? "-" : UpdateText.of(device.update())));
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private static String text(@Nullable Release release) {
        return release == null ? "-" : release.name() + ":" + release.number();
    }
}
