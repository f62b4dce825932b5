package io.vedette.console.wiring;

import io.vedette.console.doubles.Messages;
import io.vedette.console.fleet.DeviceState;
import io.vedette.console.fleet.TelemetryFigures;
import io.vedette.console.store.Database;
import io.vedette.console.store.SqlTelemetryStore;
import io.vedette.console.telemetry.Batch;
import io.vedette.console.telemetry.OutboxKey;
import io.vedette.console.telemetry.OutboxState;
import io.vedette.console.telemetry.StoredPrediction;
import io.vedette.console.telemetry.StoredTelemetry;
import io.vedette.console.telemetry.TelemetryPoint;
import io.vedette.core.contract.DeviceId;
import io.vedette.core.contract.Prediction;
import io.vedette.core.contract.Prediction.Phase;
import io.vedette.core.contract.SequenceRange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A quarter of an hour of a device's life, written into a database before the console starts. */
final class Past {
    private static final int SECONDS = 15 * 60;
    private static final int SECONDS_PER_TELEMETRY = 5;
    private static final int SECONDS_PER_ITEM = 2;

    private Past() {}

    static void write(Path folder, String device, Instant now) throws Exception {
        Messages messages = new Messages(device, "boot-2", "outbox-1", now.minusSeconds(5_400));
        Random random = new Random(7);
        List<StoredPrediction> predictions = new ArrayList<>();
        List<StoredTelemetry> telemetry = new ArrayList<>();
        Instant begin = now.minusSeconds(SECONDS);
        for (int second = 0; second < SECONDS; second += SECONDS_PER_ITEM) {
            String label = second + SECONDS_PER_ITEM >= SECONDS
                    ? "Sneaker"
                    : Messages.LABELS.get((int) (random.nextDouble() * random.nextDouble() * Messages.LABELS.size()));
            double confidence = 1 - 0.25 * random.nextDouble() * random.nextDouble();
            Instant seen = begin.plusSeconds(second);
            long sequence = 3_000L + second;
            predictions.add(stored(messages, sequence - sequence % 3, seen, Phase.NEW, label, confidence));
            predictions.add(
                    stored(messages, sequence - sequence % 3, seen.plusMillis(1_300), Phase.END, label, confidence));
        }
        for (int second = 0; second < SECONDS; second += SECONDS_PER_TELEMETRY) {
            double median = 6 + Math.sin(second / 90.0) + random.nextDouble() * 0.6;
            telemetry.add(new StoredTelemetry(
                    new DeviceId(device),
                    new TelemetryPoint(
                            begin.plusSeconds(second),
                            begin.plusSeconds(second),
                            27 + random.nextInt(6),
                            TelemetryFigures.of(messages.telemetry(
                                    3_000L + second, now, 3_000, 0, 29.4 + random.nextDouble() * 0.6, median)))));
        }
        OutboxState outbox = new OutboxState(
                new OutboxKey(new DeviceId(device), "outbox-1"),
                List.of(new SequenceRange(1, 4_000)),
                3,
                0,
                3_990,
                now);
        Files.createDirectories(folder);
        try (Database database = Database.open(folder)) {
            database.id("test");
            new SqlTelemetryStore(database)
                    .store(new Batch(
                            "past",
                            predictions,
                            telemetry,
                            List.of(),
                            List.of(DeviceState.unknown(new DeviceId(device), begin)),
                            List.of(outbox),
                            List.of()));
        }
    }

    private static StoredPrediction stored(
            Messages messages, long sequence, Instant time, Phase phase, String label, double confidence) {
        Prediction prediction = messages.prediction(sequence, time, "belt", phase, label, confidence, 6.2);
        return new StoredPrediction(0, time, prediction);
    }
}
