package io.vedette.agent.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.agent.storage.FakeStorage;
import io.vedette.agent.storage.FolderInUseException;
import io.vedette.core.contract.ErrorReport;
import io.vedette.core.contract.MessageJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OutboxTest {
    private static final OutboxOptions OPTIONS =
            new OutboxOptions(1 << 20, 1 << 16, 100, Duration.ofMillis(1), 50, Duration.ofMillis(10));

    private final RecordingErrors errors = new RecordingErrors();
    private final Headers headers = TestMessages.headers("boot-1");

    private static void offer(Outbox outbox, int count) {
        for (int i = 0; i < count; i++) {
            outbox.offer(TestMessages.ERROR_TOPIC, TestMessages.error("kind-" + i));
        }
    }

    @Test
    void offer_messages_areOnDiskWithTheirPositionInOrder() throws Exception {
        FakeStorage storage = new FakeStorage();
        Outbox outbox = new Outbox(storage, OPTIONS, headers, errors);

        offer(outbox, 40);

        assertThat(outbox.flush(Duration.ofSeconds(10))).isTrue();
        for (int i = 0; i < 40; i++) {
            OutboxRecord record = outbox.find(i + 1).orElseThrow();
            ErrorReport message = (ErrorReport) MessageJson.read(record.topic(), record.payload());
            assertThat(message.kind()).isEqualTo("kind-" + i);
            assertThat(TestMessages.position(message).sequence()).isEqualTo(i + 1);
            assertThat(TestMessages.position(message).outbox()).isEqualTo(outbox.id());
        }
        outbox.close();
    }

    @Test
    void offer_burst_isSyncedInBatches() throws Exception {
        FakeStorage storage = new FakeStorage();
        Outbox outbox = new Outbox(storage, OPTIONS, headers, errors);
        storage.setSyncFailing(true);
        offer(outbox, 40);
        int before = storage.syncs();
        storage.setSyncFailing(false);

        assertThat(outbox.flush(Duration.ofSeconds(10))).isTrue();

        assertThat(storage.syncs() - before).isLessThan(10);
        outbox.close();
    }

    @Test
    void offer_diskFull_dropsAndCountsWhatTheQueueCannotHoldAndGoesOnWithTheRest() throws Exception {
        FakeStorage storage = new FakeStorage();
        Outbox outbox = new Outbox(storage, OPTIONS, headers, errors);
        storage.setFreeBytes(0);
        offer(outbox, 1);
        Awaitility.await().until(() -> errors.kinds().contains("outbox-not-written"));

        offer(outbox, 80);

        assertThat(outbox.dropped()).isEqualTo(30);
        assertThat(errors.kinds()).contains("outbox-overflow");
        storage.setFreeBytes(1 << 20);
        assertThat(outbox.flush(Duration.ofSeconds(10))).isTrue();
        assertThat(outbox.newestSequence()).isEqualTo(51);
        assertThat(outbox.telemetry().records()).isEqualTo(51);
        outbox.close();
    }

    @Test
    void offer_draftThatThrows_isDroppedAndTheOthersGoOn() throws Exception {
        Outbox outbox = new Outbox(new FakeStorage(), OPTIONS, headers, errors);

        outbox.offer(TestMessages.ERROR_TOPIC, header -> {
            throw new IllegalArgumentException("confidence is not between 0 and 1: 2");
        });
        offer(outbox, 1);

        assertThat(outbox.flush(Duration.ofSeconds(10))).isTrue();
        assertThat(outbox.newestSequence()).isEqualTo(1);
        assertThat(outbox.dropped()).isEqualTo(1);
        outbox.close();
    }

    @Test
    void open_folderInUse_isRefused(@TempDir Path folder) {
        Outbox outbox = Outbox.open(folder, OPTIONS, headers, errors);

        assertThatThrownBy(() -> Outbox.open(folder, OPTIONS, headers, errors))
                .isInstanceOfSatisfying(FolderInUseException.class, refused -> assertThat(refused.folder())
                        .isEqualTo(folder));
        outbox.close();
    }

    @Test
    void open_afterTheProcessWasKilled_hasEveryAcceptedRecord(@TempDir Path folder) throws Exception {
        long accepted = 0;
        for (int round = 0; round < 3; round++) {
            accepted = Math.max(accepted, writeAndKill(folder, 150));
        }

        Outbox outbox = Outbox.open(folder, OutboxOptions.of(64 << 20), headers, errors);
        for (long sequence = 1; sequence <= accepted; sequence++) {
            OutboxRecord record = outbox.find(sequence).orElseThrow();
            ErrorReport message = (ErrorReport) MessageJson.read(record.topic(), record.payload());
            assertThat(TestMessages.position(message).sequence()).isEqualTo(sequence);
        }
        assertThat(accepted).isGreaterThan(100);
        assertThat(errors.kinds()).isEmpty();
        outbox.close();
    }

    /** Runs a process that writes, kills it under load; the last sequence that it said was accepted. */
    private static long writeAndKill(Path folder, long millis) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OutboxWriterProcess.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long last = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
            boolean isAlive = true;
            while (line != null) {
                // A torn last line is a shorter number: lower, so never one that was not accepted.
                last = Math.max(last, Long.parseLong(line));
                if (isAlive && System.nanoTime() - end > 0) {
                    process.toHandle().destroyForcibly();
                    isAlive = false;
                }
                line = lines.readLine();
            }
        }
        process.waitFor();
        return last;
    }
}
