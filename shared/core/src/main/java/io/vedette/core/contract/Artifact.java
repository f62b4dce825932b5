package io.vedette.core.contract;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A bundle's file as it travels: cut into chunks of {@value #CHUNK_BYTES} bytes, the last one shorter, each named by its own digest, so that one that
 * was had before, or was asked for by another device, need not be sent again.
 *
 * @param digest SHA-256 of the file, 64 hexadecimal digits
 * @param sizeBytes of the file
 * @param chunks the digests of its chunks, in their order; a chunk may occur more than once
 */
public record Artifact(String digest, long sizeBytes, List<String> chunks) {
    /** Bytes of a chunk. */
    public static final int CHUNK_BYTES = 128 * 1024;

    /** The most chunks that a message has room for; a file may have 384 MB. */
    public static final int MAX_CHUNKS = 3072;

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public Artifact {
        chunks = List.copyOf(chunks);
        requireDigest(digest);
        chunks.forEach(Artifact::requireDigest);
        if (sizeBytes < 1 || sizeBytes > (long) MAX_CHUNKS * CHUNK_BYTES) {
            throw new IllegalArgumentException("an artifact's size is not between 1 and "
                    + (long) MAX_CHUNKS * CHUNK_BYTES + " bytes: " + sizeBytes);
        }
        long expected = (sizeBytes + CHUNK_BYTES - 1) / CHUNK_BYTES;
        if (chunks.size() != expected) {
            throw new IllegalArgumentException(
                    "an artifact of " + sizeBytes + " bytes has " + expected + " chunks, not " + chunks.size());
        }
    }

    /** How many bytes a chunk has. */
    public int sizeOf(int chunk) {
        return (int) Math.min(CHUNK_BYTES, sizeBytes - (long) chunk * CHUNK_BYTES);
    }

    /** Refuses what is no digest. */
    static void requireDigest(String digest) {
        if (!isDigest(digest)) {
            throw new IllegalArgumentException("digest is not 64 hexadecimal digits: '" + digest + "'");
        }
    }

    static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }
}
