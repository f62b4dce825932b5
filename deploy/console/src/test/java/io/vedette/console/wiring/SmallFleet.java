package io.vedette.console.wiring;

import io.vedette.console.broker.BrokerAddress;
import io.vedette.console.doubles.DeviceDouble;
import io.vedette.console.doubles.Messages;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.contract.Prediction.Phase;
import io.vedette.core.contract.Status.Availability;
import java.time.Instant;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Four devices in four conditions, as they would stand in a small plant. */
final class SmallFleet implements AutoCloseable {
    private final Instant start;
    private final Messages lineMessages;
    private final DeviceDouble line;
    private final DeviceDouble secondLine;
    private final DeviceDouble gate;
    private final BrokerAddress broker;
    private long sequence = 4_000;

    SmallFleet(BrokerAddress broker, Instant start) throws MqttException {
        this.broker = broker;
        this.start = start;
        this.lineMessages = new Messages("line-1", "boot-2", "outbox-1", start.minusSeconds(5_400));
        this.line = new DeviceDouble(broker, "line-1", lineMessages);
        this.secondLine = new DeviceDouble(broker, "line-2", messages("line-2"));
        this.gate = new DeviceDouble(broker, "gate-camera", messages("gate-camera"));
    }

    void speak() throws MqttException, InterruptedException {
        line.send(lineMessages.status(Availability.ONLINE));
        line.send(lineMessages.birth("Packing hall, line 1", "belt"));
        line.send(lineMessages.health("belt", CameraHealth.State.OK, ""));
        for (int i = 0; i < 27; i++) {
            line.send(lineMessages.prediction(
                    4_001 + i,
                    start.minusSeconds(54 - 2 * i),
                    "belt",
                    Phase.NEW,
                    Messages.LABELS.get(i % 10),
                    0.99 - i * 0.004,
                    6));
        }
        sequence = 4_028;
        line.send(lineMessages.telemetry(sequence, start, sequence - 2, 0, 29.9, 6.1));

        Messages second = messages("line-2");
        secondLine.send(second.status(Availability.ONLINE));
        secondLine.send(second.birth("Packing hall, line 2", "belt", "exit"));
        secondLine.send(second.health("belt", CameraHealth.State.OK, ""));
        secondLine.send(
                second.health("exit", CameraHealth.State.NO_FRAMES, "Connection refused: rtsp://camera.local/exit"));
        for (int i = 1; i <= 18; i++) {
            secondLine.send(second.prediction(i == 5 ? 40 : i, "Coat"));
        }
        secondLine.send(second.telemetry(41, start, 30, 3, 24.8, 11.4));
        secondLine.send(second.error(42, "camera-unreadable", "Connection refused: rtsp://camera.local/exit"));

        Messages third = messages("gate-camera");
        gate.send(third.status(Availability.UPDATING));
        gate.send(third.birth("Goods in", "gate"));
        gate.send(third.health("gate", CameraHealth.State.STARTING, ""));
        gate.send(third.telemetry(1, start, 1, 0, 14.9, 21.3));

        Messages fourth = messages("sorter-7");
        DeviceDouble sorter = new DeviceDouble(broker, "sorter-7", fourth);
        sorter.send(fourth.status(Availability.ONLINE));
        sorter.send(fourth.birth("Returns", "belt"));
        sorter.send(fourth.health("belt", CameraHealth.State.OK, ""));
        sorter.send(fourth.telemetry(1, start, 1, 0, 30, 5));
        sorter.vanish();
    }

    /** The first line goes on. */
    void seeMore() throws MqttException, InterruptedException {
        sequence += 3;
        Instant now = Instant.now();
        line.send(lineMessages.prediction(sequence, now, "belt", Phase.NEW, "Ankle boot", 0.97, 5.8));
    }

    @Override
    public void close() throws MqttException {
        line.close();
        secondLine.close();
        gate.close();
    }

    private Messages messages(String device) {
        return new Messages(device, "boot-1", "outbox-" + device, start.minusSeconds(86_000));
    }
}
