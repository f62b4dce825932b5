package io.vedette.console.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.console.broker.BrokerAddress;
import io.vedette.console.doubles.DeviceDouble;
import io.vedette.console.doubles.Messages;
import io.vedette.console.doubles.Mosquitto;
import io.vedette.console.store.Database;
import io.vedette.console.store.SqlHistory;
import io.vedette.core.contract.Acknowledgement;
import io.vedette.core.contract.DeviceId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console as a process: how it ends, and what it holds after it was killed. */
final class KillTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void main_unknownOption_exitsWith2() throws Exception {
        assertThat(ConsoleProcess.exitCode("--colour", "red")).isEqualTo(2);
        assertThat(ConsoleProcess.exitCode("--broker", "http://broker")).isEqualTo(2);
    }

    @Test
    void main_toldToEnd_endsInOrder() throws Exception {
        try (ConsoleProcess console =
                ConsoleProcess.start("--data-dir", folder.toString(), "--port", "0", "--mqtt-port", "0")) {
            // 128 + SIGTERM: the process ends by the signal, after the parts were closed.
            assertThat(console.terminate()).isEqualTo(143);
        }
        assertThat(folder.resolve("vedette.mv.db")).exists();
    }

    @Test
    @Tag("long")
    void main_killedUnderLoad_holdsAllThatWasAcknowledgedAndNothingTwice() throws Exception {
        assumeTrue(Mosquitto.isInstalled(), "Mosquitto is not installed: apt-get install mosquitto");
        Random random = new Random(11);
        Messages messages = new Messages("pi-1");
        long sent = 0;
        try (Mosquitto mosquitto = Mosquitto.start(folder);
                DeviceDouble device = new DeviceDouble(mosquitto.address(), "pi-1", messages)) {
            for (int round = 0; round < 5; round++) {
                try (ConsoleProcess console = start(mosquitto.address())) {
                    long mark = mark(device);
                    long until = sent + 500 + random.nextInt(1_500);
                    while (sent < until || mark(device) <= mark) {
                        sent++;
                        device.send(messages.prediction(sent, "Bag"));
                    }
                    console.kill();
                }
                requireStored(device.acknowledgement());
            }
            // As an agent does: what is not acknowledged is sent again until it is.
            try (ConsoleProcess console = start(mosquitto.address())) {
                long last = sent;
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(2))
                        .until(() -> isAcknowledgedAfterSendingAgain(device, messages, last));
                assertThat(console.terminate()).isEqualTo(143);
            }
            try (Database database = Database.open(folder)) {
                assertThat(stored(database))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, sent).boxed().toList());
            }
        }
    }

    private ConsoleProcess start(BrokerAddress broker) throws Exception {
        return ConsoleProcess.start("--data-dir", folder.toString(), "--port", "0", "--broker", broker.toString());
    }

    private void requireStored(Acknowledgement acknowledgement) {
        try (Database database = Database.open(folder)) {
            List<Long> stored = stored(database);
            LongStream.rangeClosed(1, acknowledgement.highWaterMark())
                    .filter(acknowledgement::isStored)
                    .forEach(sequence -> assertThat(stored).contains(sequence));
            assertThat(stored).doesNotHaveDuplicates();
        }
    }

    private static List<Long> stored(Database database) {
        return new SqlHistory(database)
                .predictions(new DeviceId("pi-1"), Integer.MAX_VALUE, Long.MAX_VALUE).stream()
                        .map(stored -> stored.prediction().header().position().sequence())
                        .sorted()
                        .toList();
    }

    private static List<Long> unacknowledged(DeviceDouble device, long last) {
        Acknowledgement acknowledgement = device.acknowledgement();
        return LongStream.rangeClosed(1, last)
                .filter(sequence -> acknowledgement == null || !acknowledgement.isStored(sequence))
                .boxed()
                .toList();
    }

    /** Few at a time, since Mosquitto drops what a slow subscriber leaves waiting. */
    private static boolean isAcknowledgedAfterSendingAgain(DeviceDouble device, Messages messages, long last)
            throws Exception {
        for (long sequence : unacknowledged(device, last).stream().limit(500).toList()) {
            device.send(messages.prediction(sequence, "Bag"));
        }
        return device.isAcknowledged(last);
    }

    private static long mark(DeviceDouble device) {
        Acknowledgement acknowledgement = device.acknowledgement();
        return acknowledgement == null ? 0 : acknowledgement.highWaterMark();
    }
}
