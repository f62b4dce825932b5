package io.vedette.core.contract;

import java.util.Optional;

/**
 * The topics that all devices share: a chunk is asked for on one and sent, once for all who asked, on a topic of its own. The payload of a chunk's
 * topic is the chunk's bytes.
 */
public final class ChunkTopic {
    /** Where devices ask; the payload is a {@link ChunkRequest}. */
    public static final String REQUEST = Topic.ROOT + "chunk-request";

    private static final String CHUNK = Topic.ROOT + "chunk/";

    private ChunkTopic() {}

    /** The topic that a chunk is sent on. */
    public static String of(String digest) {
        Artifact.requireDigest(digest);
        return CHUNK + digest;
    }

    /** The digest of the chunk that comes on a topic, if it is a chunk's. */
    public static Optional<String> findDigest(String topic) {
        if (!topic.startsWith(CHUNK) || !Artifact.isDigest(topic.substring(CHUNK.length()))) {
            return Optional.empty();
        }
        return Optional.of(topic.substring(CHUNK.length()));
    }
}
