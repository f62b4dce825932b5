package io.vedette.agent.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.ChunkRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChunkPlanTest {
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private static String digest(int number) {
        return String.format("%064x", number);
    }

    private static ChunkPlan plan(List<String> chunks) {
        Artifact artifact = new Artifact("ab".repeat(32), (long) chunks.size() * Artifact.CHUNK_BYTES - 5, chunks);
        return new ChunkPlan(artifact, PATIENCE, LONGEST, new Random(3));
    }

    private static List<String> digests(int count) {
        List<String> digests = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            digests.add(digest(number));
        }
        return digests;
    }

    @Test
    void next_manyChunks_asksForSoManyAsARequestHoldsAndForMoreWhenHalfOfThemCame() {
        ChunkPlan plan = plan(digests(200));

        assertThat(plan.next(0)).containsExactlyElementsOf(digests(200).subList(0, ChunkRequest.MAX_CHUNKS));
        assertThat(plan.next(1)).isEmpty();
        for (int number = 0; number < 31; number++) {
            plan.has(digest(number), number);
        }
        assertThat(plan.next(2)).isEmpty();
        plan.has(digest(31), 31);

        assertThat(plan.next(3)).containsExactlyElementsOf(digests(200).subList(64, 96));
        assertThat(plan.asked()).hasSize(ChunkRequest.MAX_CHUNKS);
    }

    @Test
    void next_nothingComes_asksAgainAfterEverLongerPatienceWithinItsLimit() {
        ChunkPlan plan = plan(digests(3));
        plan.next(0);
        List<Long> seconds = new ArrayList<>();

        for (long second = 1; second < 600; second++) {
            if (!plan.next(second * SECOND).isEmpty()) {
                seconds.add(second);
            }
        }

        long before = 0;
        long patience = 4;
        for (long second : seconds) {
            assertThat(second - before).isBetween(patience, patience * 3 / 2 + 1);
            before = second;
            patience = Math.min(30, 2 * patience);
        }
        assertThat(seconds).hasSizeGreaterThan(10);
    }

    @Test
    void next_twoDevices_doNotAskAgainAtTheSameMoment() {
        Set<Long> moments = new HashSet<>();
        for (int device = 0; device < 20; device++) {
            ChunkPlan plan =
                    new ChunkPlan(new Artifact("ab".repeat(32), 10, digests(1)), PATIENCE, LONGEST, new Random(device));
            plan.next(0);
            long millisecond = 0;
            while (plan.next(millisecond * 1_000_000).isEmpty()) {
                millisecond++;
            }
            moments.add(millisecond);
        }

        assertThat(moments).hasSizeGreaterThan(15);
    }

    @Test
    void next_oneComes_patienceBeginsAnew() {
        ChunkPlan plan = plan(digests(40));
        plan.next(0);
        assertThat(plan.next(7 * SECOND)).hasSize(40);
        plan.has(digest(0), 0);
        plan.next(8 * SECOND);

        assertThat(plan.next(15 * SECOND)).hasSize(39);
    }

    @Test
    void has_repeatedOrUnknown_countsOnce() {
        ChunkPlan plan = plan(digests(2));

        plan.has(digest(0), 0);
        plan.has(digest(0), 0);
        plan.has(digest(9), 1);

        assertThat(plan.done()).isEqualTo(1);
        assertThat(plan.wanted()).containsExactly(digest(1));
        assertThat(plan.placesOf(digest(9))).isEmpty();
    }

    @Test
    void has_chunkThatOccursTwice_isWantedUntilItIsInBothPlaces() {
        ChunkPlan plan = plan(List.of(digest(1), digest(2), digest(1)));
        assertThat(plan.next(0)).containsExactly(digest(1), digest(2));

        plan.has(digest(1), 0);
        assertThat(plan.placesOf(digest(1))).containsExactly(2);
        plan.has(digest(1), 2);
        plan.has(digest(2), 1);

        assertThat(plan.isComplete()).isTrue();
        assertThat(plan.done()).isEqualTo(3);
    }

    @Test
    void connected_again_asksForAllAnew() {
        ChunkPlan plan = plan(digests(2));
        plan.next(0);

        plan.connected();

        assertThat(plan.next(1)).containsExactly(digest(0), digest(1));
    }
}
