package io.vedette.agent.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.agent.storage.FakeStorage;
import io.vedette.agent.storage.Storage;
import io.vedette.core.contract.SequenceRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SegmentLogTest {
    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-00000000002a");
    private static final int SEGMENT = 4096;
    private static final String TOPIC = "vedette/v1/d/telemetry";

    private static SegmentLog open(Storage storage) throws IOException {
        return new SegmentLog(storage, 10L * SEGMENT, SEGMENT, () -> ID);
    }

    private static void append(SegmentLog log, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            long sequence = log.nextSequence();
            log.append(List.of(new OutboxRecord(sequence, TOPIC, payload(sequence))));
        }
    }

    private static byte[] payload(long sequence) {
        return ("{\"n\":" + sequence + "," + "x".repeat(100) + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static List<Long> kept(SegmentLog log) throws IOException {
        List<Long> found = new ArrayList<>();
        for (long sequence = 1; sequence <= log.newestSequence(); sequence++) {
            Optional<OutboxRecord> record = log.find(sequence);
            if (record.isPresent()) {
                assertThat(record.get().payload()).isEqualTo(payload(sequence));
                assertThat(record.get().topic()).isEqualTo(TOPIC);
                found.add(sequence);
            }
        }
        return found;
    }

    private static List<Long> range(long first, long last) {
        List<Long> all = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            all.add(i);
        }
        return all;
    }

    @Test
    void append_manyRecords_areFoundWithTheirContent() throws IOException {
        SegmentLog log = open(new FakeStorage());

        append(log, 200);

        assertThat(kept(log)).isEqualTo(range(1, 200));
        assertThat(log.pendingRecords()).isEqualTo(200);
        assertThat(log.oldestSequence()).isEqualTo(1);
    }

    @Test
    void open_afterPowerCut_hasAllThatWasAccepted() throws IOException {
        FakeStorage storage = new FakeStorage();
        append(open(storage), 100);

        SegmentLog log = open(storage.afterPowerCut());

        assertThat(kept(log)).isEqualTo(range(1, 100));
        assertThat(log.id()).isEqualTo(ID);
        assertThat(log.nextSequence()).isEqualTo(101);
    }

    @Test
    void open_anyTornTail_losesOnlyTheTornRecordAndNumbersOn() throws IOException {
        FakeStorage storage = new FakeStorage();
        append(open(storage), 5);
        String name = Segment.nameOf(1);
        int whole = storage.bytes(name).length;
        append(open(storage), 0);
        int lastFrame = (whole - Segment.HEADER_BYTES) / 5;

        for (int size = whole - lastFrame; size < whole; size++) {
            FakeStorage torn = storage.afterKill();
            torn.delete(Segment.nameOf(6));
            torn.cut(name, size);
            SegmentLog log = open(torn);
            assertThat(kept(log)).isEqualTo(range(1, 4));
            append(log, 1);
            assertThat(kept(open(torn.afterKill()))).isEqualTo(range(1, 5));
        }
    }

    @Test
    void open_tornTailThatComesBack_isNotTakenForALaterRecord() throws IOException {
        FakeStorage storage = new FakeStorage();
        append(open(storage), 5);
        byte[] withTail = storage.bytes(Segment.nameOf(1)).clone();
        storage.cut(Segment.nameOf(1), withTail.length - 3);
        append(open(storage), 3);
        storage.put(Segment.nameOf(1), withTail);

        SegmentLog log = open(storage);

        assertThat(kept(log)).isEqualTo(range(1, 7));
        assertThat(log.pendingRecords()).isEqualTo(7);
    }

    @Test
    void open_damageInTheMiddle_countsWhatIsLostAndKeepsTheRest() throws IOException {
        FakeStorage storage = new FakeStorage();
        append(open(storage), 10);
        byte[] bytes = storage.bytes(Segment.nameOf(1));
        int frame = (bytes.length - Segment.HEADER_BYTES) / 10;
        bytes[Segment.HEADER_BYTES + 3 * frame + 6] ^= 0x55;
        bytes[Segment.HEADER_BYTES + 7 * frame + 40] ^= 0x01;

        SegmentLog log = open(storage);

        assertThat(kept(log)).isEqualTo(List.of(1L, 2L, 3L, 5L, 6L, 7L, 9L, 10L));
        assertThat(log.lost()).isEqualTo(2);
        assertThat(log.nextSequence()).isEqualTo(11);
    }

    @Test
    void open_damagedHeader_keepsIdAndRecords() throws IOException {
        FakeStorage storage = new FakeStorage();
        append(open(storage), 60);
        storage.bytes(Segment.nameOf(1))[10] ^= 0x01;

        SegmentLog log = open(storage);

        assertThat(kept(log)).isEqualTo(range(1, 60));
        assertThat(log.id()).isEqualTo(ID);
    }

    @Test
    void open_randomDamage_neverFailsAndNeverGivesWrongContent() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            FakeStorage storage = new FakeStorage();
            append(open(storage), 40);
            for (String name : storage.list()) {
                byte[] bytes = storage.bytes(name);
                for (int hit = 0; hit < 4 && bytes.length > 0; hit++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                storage.cut(name, bytes.length - random.nextInt(Math.min(bytes.length, 50)));
            }
            SegmentLog log = open(storage);
            kept(log);
            append(log, 1);
            assertThat(log.find(log.newestSequence())).isPresent();
        }
    }

    @Test
    void append_beyondTheBound_discardsTheOldestAndCounts() throws IOException {
        FakeStorage storage = new FakeStorage();
        SegmentLog log = open(storage);

        append(log, 1000);

        assertThat(log.sizeBytes()).isLessThanOrEqualTo(10L * SEGMENT);
        List<Long> kept = kept(log);
        assertThat(kept).isEqualTo(range(1001 - kept.size(), 1000));
        assertThat(log.discarded()).isEqualTo(1000 - kept.size());
        assertThat(log.oldestSequence()).isEqualTo(kept.get(0));
        assertThat(open(storage.afterPowerCut()).discarded()).isEqualTo(log.discarded());
    }

    @Test
    void acknowledge_storedSegments_areDeletedAndMissingOnesKept() throws IOException {
        FakeStorage storage = new FakeStorage();
        SegmentLog log = open(storage);
        append(log, 200);
        int before = storage.list().size();

        log.acknowledge(new StoredSet(150, List.of(new SequenceRange(3, 4))));

        assertThat(storage.list()).hasSizeLessThan(before);
        assertThat(log.oldestSequence()).isEqualTo(3);
        assertThat(log.pendingRecords()).isEqualTo(52);
        assertThat(log.find(3)).isPresent();
        assertThat(log.find(200)).isPresent();
    }

    @Test
    void acknowledge_all_leavesNothingPendingAndNumbersGoOnAfterReopening() throws IOException {
        FakeStorage storage = new FakeStorage();
        SegmentLog log = open(storage);
        append(log, 100);

        log.acknowledge(new StoredSet(100, List.of()));

        assertThat(log.pendingRecords()).isZero();
        assertThat(log.oldestSequence()).isEqualTo(101);
        log.close();
        SegmentLog reopened = open(storage.afterPowerCut());
        assertThat(reopened.pendingRecords()).isZero();
        assertThat(reopened.nextSequence()).isEqualTo(101);
        assertThat(reopened.id()).isEqualTo(ID);
    }

    @Test
    void open_again_manyTimes_leavesNoEmptySegmentsBehind() throws IOException {
        FakeStorage storage = new FakeStorage();
        append(open(storage), 3);

        for (int i = 0; i < 20; i++) {
            open(storage);
        }

        assertThat(storage.list()).hasSize(2);
        assertThat(open(storage).nextSequence()).isEqualTo(4);
    }

    @Test
    void skipTo_aboveTheNewest_leavesTheNumbersUnused() throws IOException {
        FakeStorage storage = new FakeStorage();
        SegmentLog log = open(storage);
        append(log, 3);

        log.skipTo(10);
        append(log, 1);

        assertThat(log.newestSequence()).isEqualTo(11);
        assertThat(log.find(11)).isPresent();
        assertThat(log.find(7)).isEmpty();
        assertThat(open(storage.afterPowerCut()).nextSequence()).isEqualTo(12);
    }

    @Test
    void append_diskFull_failsThenGoesOnWithTheSameNumbers() throws IOException {
        FakeStorage storage = new FakeStorage();
        SegmentLog log = open(storage);
        append(log, 3);
        storage.setFreeBytes(50);

        assertThatThrownBy(() -> append(log, 1)).isInstanceOf(IOException.class);
        assertThat(log.nextSequence()).isEqualTo(4);
        storage.setFreeBytes(1_000_000);
        append(log, 2);

        assertThat(kept(log)).isEqualTo(range(1, 5));
        assertThat(kept(open(storage.afterPowerCut()))).isEqualTo(range(1, 5));
    }

    @Test
    void append_syncFails_acceptsNothingAndRecoversFromAnyOfBothEnds() throws IOException {
        FakeStorage storage = new FakeStorage();
        SegmentLog log = open(storage);
        append(log, 3);
        storage.setSyncFailing(true);
        assertThatThrownBy(() -> append(log, 1)).isInstanceOf(IOException.class);
        assertThat(log.find(4)).isEmpty();

        storage.setSyncFailing(false);
        append(log, 2);

        assertThat(kept(open(storage.afterPowerCut()))).isEqualTo(range(1, 5));
        assertThat(kept(open(storage.afterKill()))).isEqualTo(range(1, 5));
    }

    @Test
    void open_segmentOfTheFirstRelease_isRead() throws IOException {
        FakeStorage storage = new FakeStorage();
        String name = Segment.nameOf(41);
        try (InputStream in = Objects.requireNonNull(SegmentLogTest.class.getResourceAsStream("outbox-v1.segment"))) {
            storage.put(name, in.readAllBytes());
        }

        SegmentLog log = open(storage);

        assertThat(log.id()).isEqualTo(ID);
        assertThat(log.discarded()).isEqualTo(40);
        assertThat(kept(log)).isEqualTo(List.of(41L, 42L));
    }
}
