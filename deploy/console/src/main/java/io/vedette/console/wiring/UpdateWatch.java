package io.vedette.console.wiring;

import io.vedette.console.client.ConsoleClient;
import io.vedette.console.fleet.DeviceSummary;
import io.vedette.console.fleet.UpdateSummary;
import io.vedette.console.web.DesiredView;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.UpdateReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows a device's update to its end and prints each step. */
final class UpdateWatch {
    private static final Duration EVERY = Duration.ofMillis(250);

    private final ConsoleClient client;
    private final PrintWriter out;
    private final InstantSource clock;

    UpdateWatch(ConsoleClient client, PrintWriter out, InstantSource clock) {
        this.client = client;
        this.out = out;
        this.clock = clock;
    }

    /** How it ended. */
    enum End {
        COMMITTED,
        REFUSED,
        /** Another release was desired meanwhile. */
        SUPERSEDED,
        /** Not within the time. */
        OPEN
    }

    End follow(DeviceId device, DesiredView desired, Duration atMost) throws InterruptedException {
        long until = clock.millis() + atMost.toMillis();
        UpdateReport.@Nullable Step told = null;
        while (true) {
            DeviceSummary summary = client.device(device);
            UpdateSummary update = summary.update();
            if (update != null && update.desiredVersion() >= desired.version() && update.step() != told) {
                told = update.step();
                out.println(device + ": " + UpdateText.of(update));
                out.flush();
            }
            Optional<End> end = end(summary, desired);
            if (end.isPresent()) {
                return end.get();
            }
            if (clock.millis() >= until) {
                return End.OPEN;
            }
            Thread.sleep(EVERY.toMillis());
        }
    }

    /** If it has come to one. A device that ran the release before has nothing to do and says so. */
    private static Optional<End> end(DeviceSummary device, DesiredView desired) {
        if (!desired.release().equals(device.desired())) {
            return Optional.of(End.SUPERSEDED);
        }
        UpdateSummary update = device.update();
        if (update == null || update.desiredVersion() < desired.version()) {
            return Optional.empty();
        }
        return switch (update.step()) {
            case COMMITTED, IDLE ->
                desired.release().equals(device.release()) ? Optional.of(End.COMMITTED) : Optional.empty();
            case REFUSED -> Optional.of(End.REFUSED);
            case CHECKING, DOWNLOADING, VERIFYING, STAGED, SELF_TESTING, SWITCHING, PROBATION, ROLLING_BACK ->
                Optional.empty();
        };
    }
}
