package io.vedette.console.wiring;

import io.vedette.console.broker.BrokerAddress;
import io.vedette.console.doubles.DeviceDouble;
import io.vedette.console.doubles.DriftWindows;
import io.vedette.console.doubles.DriftWindows.Scene;
import io.vedette.console.doubles.Messages;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.contract.Status.Availability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eclipse.paho.mqttv5.common.MqttException;

/** A plant whose light fails in one hall, while elsewhere more of one article comes, and one device has only just begun. */
final class DriftingFleet implements AutoCloseable {
    private static final int WINDOWS = 40;
    private static final int SECONDS_PER_WINDOW = 60;

    private final List<DeviceDouble> devices = new ArrayList<>();
    private final BrokerAddress broker;
    private final Instant now;

    DriftingFleet(BrokerAddress broker, Instant now) {
        this.broker = broker;
        this.now = now;
    }

    void speak() throws MqttException, InterruptedException {
        Messages first = join("line-1", "Packing hall");
        DeviceDouble line = devices.get(0);
        line.send(first.health("belt", CameraHealth.State.OK, ""));
        Messages second = join("line-2", "Packing hall");
        DeviceDouble neighbour = devices.get(1);
        neighbour.send(second.health("belt", CameraHealth.State.BLURRED, ""));
        Messages third = join("returns", "Returns");
        DeviceDouble returns = devices.get(2);
        returns.send(third.health("belt", CameraHealth.State.OK, ""));
        Random random = new Random(21);
        for (int i = 1; i <= WINDOWS; i++) {
            Instant time = now.minusSeconds((long) (WINDOWS - i) * SECONDS_PER_WINDOW);
            Scene light = i > WINDOWS - 6 ? Scene.DARKER : Scene.UNCHANGED;
            Scene mix = i > WINDOWS - 14 ? Scene.OTHER_MIX : Scene.UNCHANGED;
            int mixed = Math.min(DriftWindows.MIX, i * 30);
            int counted = Math.min(DriftWindows.NUMBERS, i * 30);
            line.send(DriftWindows.report(first, i, time, "belt", light, random, counted, mixed));
            neighbour.send(DriftWindows.report(second, i, time.plusSeconds(20), "belt", light, random, counted, mixed));
            returns.send(DriftWindows.report(third, i, time, "belt", mix, random, counted, mixed));
        }
        Messages fourth = join("gate", "Goods in");
        devices.get(3).send(fourth.health("belt", CameraHealth.State.STARTING, ""));
        devices.get(3).send(DriftWindows.report(fourth, 1, now, "belt", Scene.UNCHANGED, random, 30, 30));
    }

    @Override
    public void close() throws MqttException {
        for (DeviceDouble device : devices) {
            device.close();
        }
    }

    private Messages join(String name, String site) throws MqttException, InterruptedException {
        Messages messages = new Messages(name, "boot-1", "outbox-1", now.minusSeconds(86_000));
        DeviceDouble device = new DeviceDouble(broker, name, messages);
        devices.add(device);
        device.send(messages.status(Availability.ONLINE));
        device.send(messages.birth(site, "belt"));
        return messages;
    }
}
