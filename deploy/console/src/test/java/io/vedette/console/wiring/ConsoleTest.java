package io.vedette.console.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.console.broker.BrokerAddress;
import io.vedette.console.doubles.DeviceDouble;
import io.vedette.console.doubles.Messages;
import io.vedette.console.doubles.Mosquitto;
import io.vedette.core.contract.Acknowledgement;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.contract.MessageJson;
import io.vedette.core.contract.SequenceRange;
import io.vedette.core.contract.Status.Availability;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole console between a broker and its HTTP interface. */
final class ConsoleTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void setPatience() {
        org.awaitility.Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    @Test
    void ingest_embeddedBroker_devicePredictionsAndAcknowledgementArrive() throws Exception {
        try (RunningConsole console = RunningConsole.start(folder, null)) {
            deviceIsSeenWhole(console, console.broker());
        }
    }

    @Test
    void ingest_mosquitto_devicePredictionsAndAcknowledgementArrive() throws Exception {
        assumeTrue(Mosquitto.isInstalled(), "Mosquitto is not installed: apt-get install mosquitto");
        try (Mosquitto mosquitto = Mosquitto.start(folder);
                RunningConsole console = RunningConsole.start(folder, mosquitto.address())) {
            deviceIsSeenWhole(console, mosquitto.address());
        }
    }

    private static void deviceIsSeenWhole(RunningConsole console, BrokerAddress broker) throws Exception {
        Messages messages = new Messages("pi-1");
        DeviceDouble device = new DeviceDouble(broker, "pi-1", messages);
        device.send(messages.status(Availability.ONLINE));
        device.send(messages.birth("Hall 2", "belt"));
        device.send(messages.health("belt", CameraHealth.State.OK, ""));
        for (int sequence = 1; sequence <= 20; sequence++) {
            device.send(messages.prediction(sequence, sequence % 2 == 0 ? "Bag" : "Coat"));
        }
        device.send(messages.telemetry(21, 1, 0));
        device.send(messages.error(22, "camera-unreadable", "No route to host"));

        await().until(() -> device.isAcknowledged(22));
        JsonNode detail = console.json("/api/devices/pi-1");
        assertThat(detail.at("/summary/condition").asText()).isEqualTo("online");
        assertThat(detail.at("/summary/site").asText()).isEqualTo("Hall 2");
        assertThat(detail.at("/summary/cameras/0/state").asText()).isEqualTo("ok");
        assertThat(detail.at("/summary/decisionsPerMinute").asLong()).isEqualTo(20);
        assertThat(detail.at("/summary/delivery/highWaterMark").asLong()).isEqualTo(22);
        assertThat(detail.at("/birth/hardware/architecture").asText()).isEqualTo("aarch64");
        assertThat(detail.at("/errors/0/kind").asText()).isEqualTo("camera-unreadable");
        assertThat(detail.at("/classMix/Bag").asLong()).isEqualTo(10);
        JsonNode predictions = console.json("/api/devices/pi-1/predictions?limit=5");
        assertThat(predictions.path("predictions")).hasSize(5);
        assertThat(predictions
                        .at("/predictions/0/prediction/header/position/sequence")
                        .asLong())
                .isEqualTo(20);
        JsonNode older = console.json("/api/devices/pi-1/predictions?limit=100&before="
                + predictions.path("next").asLong());
        assertThat(older.path("predictions")).hasSize(15);
        assertThat(older.has("next")).isFalse();
        assertThat(console.json("/api/devices/pi-1/telemetry")
                        .at("/points/0/figures/framesPerSecond")
                        .asDouble())
                .isEqualTo(29.9);
        assertThat(console.json("/health").path("status").asText()).isEqualTo("up");

        device.vanish();
        await().until(() ->
                console.json("/api/devices").at("/devices/0/condition").asText().equals("offline"));
    }

    @Test
    void ingest_badMessages_areCountedAndTheRestGoesOn() throws Exception {
        try (RunningConsole console = RunningConsole.start(folder, null)) {
            Messages messages = new Messages("pi-1");
            try (DeviceDouble device = new DeviceDouble(console.broker(), "pi-1", messages)) {
                String topic = "vedette/v1/pi-1/camera/belt/prediction";
                byte[] good = MessageJson.write(messages.prediction(1, "Bag"));
                device.sendRaw(topic, utf8("{\"header\":"));
                device.sendRaw(topic, utf8(text(good).replace("\"confidence\":0.93", "\"confidence\":7")));
                device.sendRaw(topic, utf8("{" + " ".repeat(MessageJson.MAX_BYTES) + "}"));
                device.sendRaw(topic, utf8(text(good).replace("\"schema\":\"1.0\"", "\"schema\":\"2.0\"")));
                device.sendRaw("vedette/v1/pi-2/camera/belt/prediction", good);
                device.sendRaw(topic, utf8(text(good).replace("\"position\"", "\"place\"")));
                device.sendRaw("vedette/v1/PI/status", good);
                device.sendRaw(topic, new byte[0]);
                device.send(messages.prediction(1, "Bag"));

                await().until(() -> device.isAcknowledged(1));
                JsonNode rejected = console.counters().path("rejected");
                assertThat(rejected.path("malformed").asLong()).isEqualTo(2);
                assertThat(rejected.path("oversized").asLong()).isEqualTo(1);
                assertThat(rejected.path("unknown_schema").asLong()).isEqualTo(1);
                assertThat(rejected.path("wrong_device").asLong()).isEqualTo(1);
                assertThat(rejected.path("unplaced").asLong()).isEqualTo(1);
                assertThat(rejected.path("unknown_topic").asLong()).isEqualTo(1);
                assertThat(console.json("/api/devices").path("devices")).hasSize(1);
                assertThat(console.counters().at("/stored/prediction").asLong()).isEqualTo(1);
            }
        }
    }

    @Test
    void ingest_textThatIsNotUnicode_isStoredAndShown() throws Exception {
        try (RunningConsole console = RunningConsole.start(folder, null)) {
            Messages messages = new Messages("pi-1");
            try (DeviceDouble device = new DeviceDouble(console.broker(), "pi-1", messages)) {
                String good = text(MessageJson.write(messages.prediction(1, "Bag")));
                device.sendRaw(
                        "vedette/v1/pi-1/camera/belt/prediction", utf8(good.replace("Bag", "\\ud800 and \\u0000")));

                await().until(() -> device.isAcknowledged(1));
                assertThat(console.json("/api/devices/pi-1/predictions")
                                .at("/predictions/0/prediction/label")
                                .asText())
                        .isEqualTo("\ud800 and \0");
                assertThat(console.json("/api/devices/pi-1").path("classMix")).hasSize(1);
            }
        }
    }

    @Test
    void ingest_duplicatesAndGaps_areCountedAndTheDeviceIsTold() throws Exception {
        try (RunningConsole console = RunningConsole.start(folder, null)) {
            Messages messages = new Messages("pi-1");
            try (DeviceDouble device = new DeviceDouble(console.broker(), "pi-1", messages)) {
                for (long sequence : new long[] {1, 2, 2, 5, 9, 1}) {
                    device.send(messages.prediction(sequence, "Bag"));
                }

                await().until(() -> console.counters().path("duplicates").asLong() == 2);
                await().until(() -> mark(device) == 9);
                Acknowledgement told = device.acknowledgement();
                assertThat(told).isNotNull();
                assertThat(told.missing()).containsExactly(new SequenceRange(3, 4), new SequenceRange(6, 8));
                JsonNode delivery = console.json("/api/devices/pi-1").at("/summary/delivery");
                assertThat(delivery.path("openGaps").asLong()).isEqualTo(2);
                assertThat(delivery.path("openRecords").asLong()).isEqualTo(5);

                device.send(messages.prediction(4, "Bag"));
                device.send(messages.telemetry(10, 6, 2));
                await().until(() -> mark(device) == 10);
                JsonNode settled = console.json("/api/devices/pi-1").at("/summary/delivery");
                assertThat(settled.path("lost").asLong()).isEqualTo(1);
                assertThat(settled.path("openRecords").asLong()).isEqualTo(3);
            }
        }
    }

    @Test
    void restart_brokerForgot_acknowledgementIsPublishedAnew() throws Exception {
        Messages messages = new Messages("pi-1");
        try (RunningConsole console = RunningConsole.start(folder, null);
                DeviceDouble device = new DeviceDouble(console.broker(), "pi-1", messages)) {
            device.send(messages.prediction(1, "Bag"));
            device.send(messages.prediction(3, "Bag"));
            await().until(() -> mark(device) == 3);
        }
        try (RunningConsole console = RunningConsole.start(folder, null);
                DeviceDouble device = new DeviceDouble(console.broker(), "pi-1", messages)) {
            await().until(() -> mark(device) == 3);
            device.send(messages.prediction(3, "Bag"));
            device.send(messages.prediction(2, "Bag"));
            await().until(() -> device.isAcknowledged(3));
            assertThat(console.counters().path("duplicates").asLong()).isEqualTo(1);
            assertThat(console.json("/api/devices/pi-1/predictions").path("predictions"))
                    .hasSize(3);
        }
    }

    @Test
    void link_mosquittoKilledAndRestarted_consoleConnectsAgainAndAcknowledgesAnew() throws Exception {
        assumeTrue(Mosquitto.isInstalled(), "Mosquitto is not installed: apt-get install mosquitto");
        Messages messages = new Messages("pi-1");
        try (Mosquitto mosquitto = Mosquitto.start(folder);
                RunningConsole console = RunningConsole.start(folder, mosquitto.address())) {
            await().until(() -> console.json("/health").path("status").asText().equals("up"));
            try (DeviceDouble device = new DeviceDouble(mosquitto.address(), "pi-1", messages)) {
                device.send(messages.prediction(1, "Bag"));
                await().until(() -> device.isAcknowledged(1));
            }
            mosquitto.restart();
            try (DeviceDouble device = new DeviceDouble(mosquitto.address(), "pi-1", messages)) {
                await().until(() -> device.isAcknowledged(1));
                device.send(messages.prediction(2, "Bag"));
                await().until(() -> device.isAcknowledged(2));
            }
        }
    }

    private static long mark(DeviceDouble device) {
        Acknowledgement last = device.acknowledgement();
        return last == null ? 0 : last.highWaterMark();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
