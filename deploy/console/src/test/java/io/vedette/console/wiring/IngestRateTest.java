package io.vedette.console.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.console.doubles.DeviceDouble;
import io.vedette.console.doubles.Messages;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many predictions the console takes in a second; prints it, and requires that none is lost. */
@Tag("long")
final class IngestRateTest {
    private static final int DEVICES = 8;
    private static final int RECORDS = 5_000;

    @TempDir
    private Path folder;

    @Test
    void ingest_floodOfSeveralDevices_losesNothing() throws Exception {
        try (RunningConsole console = RunningConsole.start(folder, null)) {
            flood(console, "warm", RECORDS);
            long cpuBefore = cpuNanos();
            long start = System.nanoTime();
            flood(console, "pi", RECORDS);
            double seconds = (System.nanoTime() - start) / 1e9;
            double cpuSeconds = (cpuNanos() - cpuBefore) / 1e9;
            long total = (long) DEVICES * RECORDS;
            System.out.printf(
                    "%d predictions of %d devices stored and acknowledged in %.1f s: %.0f/s; %.0f us of processor each,"
                            + " devices and broker included%n",
                    total, DEVICES, seconds, total / seconds, cpuSeconds / total * 1e6);

            assertThat(console.counters().at("/stored/prediction").asLong()).isEqualTo(2 * total);
        }
    }

    private static void flood(RunningConsole console, String name, int records) throws Exception {
        List<DeviceDouble> devices = new ArrayList<>();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < DEVICES; i++) {
            String id = name + "-" + i;
            Messages messages = new Messages(id);
            DeviceDouble device = new DeviceDouble(console.broker(), id, messages);
            devices.add(device);
            Thread sender = new Thread(() -> send(device, messages, records));
            senders.add(sender);
            sender.start();
        }
        for (Thread sender : senders) {
            sender.join();
        }
        for (DeviceDouble device : devices) {
            await().atMost(Duration.ofMinutes(2)).until(() -> device.isAcknowledged(records));
            device.close();
        }
    }

    private static void send(DeviceDouble device, Messages messages, int records) {
        try {
            for (int sequence = 1; sequence <= records; sequence++) {
                device.send(messages.prediction(sequence, "Bag"));
            }
        } catch (Exception e) {
            throw new IllegalStateException("A device could not send", e);
        }
    }

    private static long cpuNanos() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime();
    }
}
