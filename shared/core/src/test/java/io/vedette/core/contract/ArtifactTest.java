package io.vedette.core.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.vedette.core.json.RecordJson;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArtifactTest {
    private static final String DIGEST = "ab".repeat(32);

    @Test
    void sizeOf_lastChunk_isTheRest() {
        assertThat(Samples.artifact().sizeOf(0)).isEqualTo(Artifact.CHUNK_BYTES);
        assertThat(Samples.artifact().sizeOf(1)).isEqualTo(1);
    }

    @Test
    void new_chunksThatDoNotFitTheSize_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Artifact(DIGEST, Artifact.CHUNK_BYTES, List.of(DIGEST, DIGEST)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Artifact(DIGEST, 0, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Artifact(DIGEST, 1, List.of("../etc/passwd")));
    }

    @Test
    void desiredState_largestArtifact_fitsAMessage() {
        Artifact largest = new Artifact(
                DIGEST,
                (long) Artifact.MAX_CHUNKS * Artifact.CHUNK_BYTES,
                Collections.nCopies(Artifact.MAX_CHUNKS, DIGEST));

        byte[] message =
                MessageJson.write(new DesiredState(Samples.header(null), 1, new Release("belt", 1, DIGEST), largest));

        assertThat(message).hasSizeLessThanOrEqualTo(MessageJson.MAX_BYTES);
    }

    @Test
    void chunkTopic_ofADigest_isFoundAgain() {
        assertThat(ChunkTopic.findDigest(ChunkTopic.of(DIGEST))).contains(DIGEST);
        assertThat(ChunkTopic.findDigest(ChunkTopic.REQUEST)).isEmpty();
        assertThat(ChunkTopic.findDigest("vedette/v1/chunk/" + DIGEST + "/x")).isEmpty();
        assertThat(Topic.find(ChunkTopic.of(DIGEST))).isEmpty();
        assertThat(Topic.find(ChunkTopic.REQUEST)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> ChunkTopic.of("+"));
    }

    @Test
    void chunkRequest_asWritten_isValidByItsSchemaAndReadAgain() throws Exception {
        ChunkRequest request = new ChunkRequest(Samples.header(null), DIGEST, List.of(DIGEST));
        byte[] json = MessageJson.write(request);

        try (InputStream in = MessageJson.class.getResourceAsStream("/vedette/schema/v1/chunk-request.json")) {
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(RecordJson.readTree(in.readAllBytes()))
                            .validate(RecordJson.readTree(json)))
                    .isEmpty();
        }
        assertThat(MessageJson.read(ChunkRequest.class, json)).isEqualTo(request);
    }

    @Test
    void chunkRequest_ofTooMany_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChunkRequest(
                        Samples.header(null), DIGEST, Collections.nCopies(ChunkRequest.MAX_CHUNKS + 1, DIGEST)));
    }

    @Test
    void asyncApi_chunks_areChannels() throws Exception {
        try (InputStream in = MessageJson.class.getResourceAsStream("/vedette/asyncapi.yaml")) {
            assertThat(new String(in.readAllBytes(), UTF_8))
                    .contains("address: " + ChunkTopic.REQUEST + "\n")
                    .contains("address: " + ChunkTopic.of(DIGEST).replace(DIGEST, "{digest}") + "\n");
        }
    }
}
