package io.vedette.agent.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.agent.fixture.TestBundles;
import io.vedette.agent.storage.FakeStorage;
import io.vedette.core.bundle.Sha256;
import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.ReportedState.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final byte[] FILE = file();
    private static final List<byte[]> CHUNKS = TestBundles.chunks(FILE);

    @TempDir
    private Path folder;

    private final FakeStorage storage = new FakeStorage();
    private ChunkPlan plan = newPlan(TestBundles.artifact(FILE));

    /** Four chunks, the third like the first, the last one short. */
    private static byte[] file() {
        byte[] bytes = new byte[3 * Artifact.CHUNK_BYTES + 77];
        new Random(1).nextBytes(bytes);
        System.arraycopy(bytes, 0, bytes, 2 * Artifact.CHUNK_BYTES, Artifact.CHUNK_BYTES);
        return bytes;
    }

    private static ChunkPlan newPlan(Artifact artifact) {
        return new ChunkPlan(artifact, Duration.ofSeconds(1), Duration.ofSeconds(9), new Random(1));
    }

    private static Target target() {
        return new Target(new Release("belt", 2, "22".repeat(32)), TestBundles.artifact(FILE), Slot.A);
    }

    private Download open(FakeStorage files, Path... others) throws IOException {
        plan = newPlan(target().artifact());
        return Download.open(files, target(), plan, List.of(others));
    }

    private static boolean take(Download download, int chunk) throws IOException {
        return download.take(Sha256.of(CHUNKS.get(chunk)), CHUNKS.get(chunk).clone());
    }

    @Test
    void take_outOfOrderAndRepeated_makesTheFile() throws IOException {
        Download download = open(storage);

        assertThat(take(download, 3)).isTrue();
        assertThat(take(download, 0)).isTrue();
        assertThat(take(download, 0)).isTrue();
        assertThat(take(download, 2)).isTrue();
        assertThat(plan.isComplete()).isFalse();
        assertThat(take(download, 1)).isTrue();

        assertThat(plan.isComplete()).isTrue();
        download.finish();
        assertThat(storage.bytes("a.vedette")).isEqualTo(FILE);
        assertThat(storage.list()).containsExactly("a.vedette");
        assertThat(Download.isWhole(storage.afterPowerCut(), target())).isTrue();
    }

    @Test
    void take_wrongBytes_areDropped() throws IOException {
        Download download = open(storage);
        byte[] wrong = CHUNKS.get(1).clone();
        wrong[99]++;

        assertThat(download.take(Sha256.of(CHUNKS.get(1)), wrong)).isFalse();
        assertThat(download.take(Sha256.of(CHUNKS.get(1)), Arrays.copyOf(CHUNKS.get(1), 100)))
                .isFalse();
        assertThat(download.take(Sha256.of(CHUNKS.get(1)), new byte[0])).isFalse();

        assertThat(plan.done()).isZero();
        assertThat(take(download, 1)).isTrue();
    }

    @Test
    void take_rightBytesOfAnotherLengthThanTheirPlace_areDropped() throws IOException {
        byte[] small = {1, 2, 3};
        Artifact lying =
                new Artifact("ab".repeat(32), Artifact.CHUNK_BYTES + 5, List.of(Sha256.of(small), Sha256.of(small)));
        ChunkPlan lyingPlan = newPlan(lying);
        Download download = Download.open(
                storage, new Target(new Release("belt", 2, "22".repeat(32)), lying, Slot.A), lyingPlan, List.of());

        assertThat(download.take(Sha256.of(small), small)).isFalse();

        assertThat(storage.bytes("a.part")).isEmpty();
    }

    @Test
    void take_chunkOfAnotherFile_isHarmless() throws IOException {
        Download download = open(storage);

        assertThat(download.take("ab".repeat(32), new byte[10])).isTrue();

        assertThat(storage.bytes("a.part")).isEmpty();
    }

    @Test
    void open_partOfBefore_keepsWhatIsRightAndFetchesWhatIsNot() throws IOException {
        Download before = open(storage);
        take(before, 1);
        take(before, 3);
        before.close();
        storage.bytes("a.part")[Artifact.CHUNK_BYTES + 7]++;

        open(storage);

        assertThat(plan.done()).isEqualTo(1);
        assertThat(plan.wanted()).contains(Sha256.of(CHUNKS.get(1))).doesNotContain(Sha256.of(CHUNKS.get(3)));
    }

    @Test
    void open_longerPartOfAnotherRelease_isCutToTheFilesSize() throws IOException {
        storage.put("a.part", new byte[FILE.length + 500_000]);

        Download download = open(storage);
        for (int chunk = 0; chunk < CHUNKS.size(); chunk++) {
            take(download, chunk);
        }
        download.finish();

        assertThat(storage.bytes("a.vedette")).isEqualTo(FILE);
    }

    @Test
    void open_slotHeldAnotherRelease_isNotTakenForThisOne() throws IOException {
        byte[] other = FILE.clone();
        other[5]++;
        storage.put("a.vedette", other);

        assertThat(Download.isWhole(storage, target())).isFalse();
        open(storage);

        assertThat(storage.list()).containsExactly("a.part");
        assertThat(plan.done()).isEqualTo(3);
    }

    @Test
    void open_otherFileWithTheSameChunks_needsThemNotFromTheFleet() throws IOException {
        byte[] other = Arrays.copyOf(FILE, 2 * Artifact.CHUNK_BYTES);
        other[3]++;
        Path before = Files.write(folder.resolve("before.vedette"), other);

        open(storage, folder.resolve("nothing-here"), before);

        assertThat(plan.wanted()).containsExactlyInAnyOrder(Sha256.of(CHUNKS.get(0)), Sha256.of(CHUNKS.get(3)));
    }

    @Test
    void finish_chunksThatAreNotTheFile_isRefused() throws IOException {
        Artifact right = TestBundles.artifact(FILE);
        Artifact lying = new Artifact("ab".repeat(32), right.sizeBytes(), right.chunks());
        Download download = Download.open(
                storage, new Target(new Release("belt", 2, "22".repeat(32)), lying, Slot.A), newPlan(lying), List.of());
        for (int chunk = 0; chunk < CHUNKS.size(); chunk++) {
            take(download, chunk);
        }

        assertThatThrownBy(download::finish).isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.check())
                .isEqualTo("digest"));
        assertThat(storage.list()).doesNotContain("a.vedette");
    }

    @Test
    void artifact_sizesAtTheEdges_areRefusedBeforeAnythingIsWritten() {
        long most = (long) Artifact.MAX_CHUNKS * Artifact.CHUNK_BYTES;
        List<String> chunks = Collections.nCopies(Artifact.MAX_CHUNKS, "ab".repeat(32));

        assertThat(new Artifact("ab".repeat(32), most, chunks).sizeOf(Artifact.MAX_CHUNKS - 1))
                .isEqualTo(Artifact.CHUNK_BYTES);
        for (long size : new long[] {
            Long.MIN_VALUE, -1, 0, most + 1, (1L << 31) - 1, 1L << 31, (1L << 32) - 1, 1L << 32, Long.MAX_VALUE
        }) {
            assertThatThrownBy(() -> new Artifact("ab".repeat(32), size, chunks))
                    .as(Long.toString(size))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
