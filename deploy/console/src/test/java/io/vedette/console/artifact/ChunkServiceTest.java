package io.vedette.console.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.console.doubles.Bundles;
import io.vedette.console.doubles.Messages;
import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.ChunkRequest;
import io.vedette.core.contract.ChunkTopic;
import io.vedette.core.contract.MessageJson;
import io.vedette.core.contract.Status.Availability;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChunkServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** One at a time, so that a place that is not given back is the last. */
    private static final ChunkSettings ONE_BY_ONE = new ChunkSettings(1L << 30, 1, Duration.ZERO);

    @TempDir
    private Path folder;

    @TempDir
    private Path bundles;

    @Test
    void work_senderFailsUnexpectedly_isCountedAndTheNextChunkGoes() throws IOException {
        Releases releases = new Releases(
                new MemoryReleaseStore(),
                ArtifactFolder.open(folder),
                new BundleInspection(List.of()),
                UploadLimits.DEFAULT,
                Clock.systemUTC());
        byte[] bundle = Bundles.make(bundles, "belt", 3, 300_000);
        Artifact artifact = releases.publish(new ByteArrayInputStream(bundle), bundle.length)
                .release()
                .artifact();
        String poison = ChunkTopic.of(artifact.chunks().get(0));
        ChunkSender sender = (topic, chunk) -> {
            if (topic.equals(poison)) {
                throw new IllegalArgumentException("no such topic");
            }
            return CompletableFuture.completedFuture(null);
        };
        try (ChunkService service = new ChunkService(releases, sender, ONE_BY_ONE)) {
            service.start();
            service.submit(MessageJson.write(new ChunkRequest(
                    new Messages("pi-1").status(Availability.ONLINE).header(), artifact.digest(), artifact.chunks())));

            await().atMost(PATIENCE)
                    .until(() -> service.counters().sent() == artifact.chunks().size() - 1);
            assertThat(service.counters().failed()).isEqualTo(1);
        }
    }
}
