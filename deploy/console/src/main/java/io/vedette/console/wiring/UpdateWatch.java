package io.vedette.console.wiring;

import io.vedette.console.client.ConsoleClient;
import io.vedette.console.fleet.UpdateSummary;
import io.vedette.console.web.DesiredView;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.UpdateReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
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
        /** Not within the time. */
        OPEN
    }

    End follow(DeviceId device, DesiredView desired, Duration atMost) throws InterruptedException {
        long until = clock.millis() + atMost.toMillis();
        UpdateReport.@Nullable Step told = null;
        while (true) {
            UpdateSummary update = client.device(device).update();
            if (update != null && update.desiredVersion() >= desired.version()) {
                if (update.step() != told) {
                    told = update.step();
                    out.println(device + ": " + UpdateText.of(update));
                    out.flush();
                }
                switch (update.step()) {
                    case COMMITTED -> {
                        return End.COMMITTED;
                    }
                    case REFUSED -> {
                        return End.REFUSED;
                    }
                    default -> {}
                }
            }
            if (clock.millis() >= until) {
                return End.OPEN;
            }
            Thread.sleep(EVERY.toMillis());
        }
    }
}
