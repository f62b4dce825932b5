package io.vedette.core.contract;

import java.util.List;

/**
 * A device asks for chunks of an artifact. It subscribes to their topics before, and asks again for what does not come.
 *
 * @param artifact the digest of the file they belong to
 * @param chunks digests, at most {@value #MAX_CHUNKS}
 */
public record ChunkRequest(Header header, String artifact, List<String> chunks) implements Message {
    /** The most chunks that one message asks for. */
    public static final int MAX_CHUNKS = 64;

    public ChunkRequest {
        chunks = List.copyOf(chunks);
        Artifact.requireDigest(artifact);
        chunks.forEach(Artifact::requireDigest);
        if (chunks.isEmpty() || chunks.size() > MAX_CHUNKS) {
            throw new IllegalArgumentException("chunks asked for are not 1 to " + MAX_CHUNKS + ": " + chunks.size());
        }
    }
}
