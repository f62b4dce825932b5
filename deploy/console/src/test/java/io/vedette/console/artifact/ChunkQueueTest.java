package io.vedette.console.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.bundle.ModelProvenance;
import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChunkQueueTest {
    private static final long WINDOW_NANOS = 200;
    private static final String FIRST = "a".repeat(64);
    private static final String SECOND = "b".repeat(64);
    private static final PublishedRelease RELEASE = new PublishedRelease(
            new Release("belt", 1, "c".repeat(64)),
            new Artifact("d".repeat(64), Artifact.CHUNK_BYTES + 7L, List.of(FIRST, SECOND)),
            Instant.EPOCH,
            "key",
            false,
            List.of("good", "bad"),
            List.of(),
            new ModelProvenance(Instant.EPOCH, "vedette", "e".repeat(64), Map.of()));
    private static final ChunkPlace PLACE = new ChunkPlace(RELEASE, 0);
    private static final ChunkPlace OTHER = new ChunkPlace(RELEASE, 1);

    private final ChunkQueue queue = new ChunkQueue(Duration.ofNanos(WINDOW_NANOS));

    @Test
    void take_withinTheWindow_waitsForOthers() {
        queue.add(PLACE, 1_000);

        assertThat(queue.take(1_000 + WINDOW_NANOS - 1)).isEmpty();
        assertThat(queue.take(1_000 + WINDOW_NANOS)).contains(PLACE);
    }

    @Test
    void add_thatWaitsAlready_isSentOnceAndNoLater() {
        assertThat(queue.add(PLACE, 1_000)).isTrue();
        assertThat(queue.add(PLACE, 1_150)).isFalse();

        assertThat(queue.take(1_000 + WINDOW_NANOS)).contains(PLACE);
        assertThat(queue.take(10_000)).isEmpty();
        assertThat(queue.size()).isZero();
    }

    @Test
    void add_afterItWasTaken_isSentAgain() {
        queue.add(PLACE, 0);
        queue.take(WINDOW_NANOS);

        assertThat(queue.add(PLACE, 300)).isTrue();
        assertThat(queue.take(300 + WINDOW_NANOS)).contains(PLACE);
    }

    @Test
    void take_several_inTheOrderOfAsking() {
        queue.add(OTHER, 0);
        queue.add(PLACE, 1);
        queue.add(OTHER, 2);

        assertThat(queue.take(1_000)).contains(OTHER);
        assertThat(queue.take(1_000)).contains(PLACE);
    }
}
