package io.vedette.trainer.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A graph with its weights in a file, as training leaves it and takes it up again.
 *
 * <pre>
 *   offset          bytes
 *   0               8      "VEDETTEG" in ASCII
 *   8               4      version, 2
 *   12              n      the graph, see {@link GraphEncoding}
 *   12 + n          32     SHA-256 of everything before
 * </pre>
 *
 * Numbers are big-endian. Writing replaces the file at once or not at all. Reading takes no more than 16 bytes of memory for each of a file's own
 * and 1 MiB, whatever it claims.
 */
public final class GraphFile {
    private static final byte[] MAGIC = {'V', 'E', 'D', 'E', 'T', 'T', 'E', 'G'};
    private static final int VERSION = 2;
    private static final int HEADER_BYTES = MAGIC.length + Integer.BYTES;
    private static final int DIGEST_BYTES = 32;

    private GraphFile() {}

    public static void write(Graph graph, Path file) throws IOException {
        byte[] body = GraphEncoding.encode(graph);
        ByteBuffer content = ByteBuffer.allocate(HEADER_BYTES + body.length + DIGEST_BYTES);
        content.put(MAGIC).putInt(VERSION).put(body);
        content.put(sha256(content.array(), HEADER_BYTES + body.length));
        Path target = file.toAbsolutePath();
        Path temporary = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.write(temporary, content.array());
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Reads a graph.
     *
     * @throws GraphFileException when the file is not a whole graph file of a known version
     */
    public static Graph read(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        if (content.length < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(content, MAGIC.length))) {
            throw new GraphFileException(file, "does not begin with VEDETTEG: it is no graph file");
        }
        if (content.length < HEADER_BYTES + DIGEST_BYTES) {
            throw new GraphFileException(file, "is cut off after " + content.length + " bytes");
        }
        int version = ByteBuffer.wrap(content).getInt(MAGIC.length);
        if (version != VERSION) {
            throw new GraphFileException(file, "has version " + version + " but this release reads version " + VERSION);
        }
        int bodyEnd = content.length - DIGEST_BYTES;
        byte[] digest = Arrays.copyOfRange(content, bodyEnd, content.length);
        if (!MessageDigest.isEqual(digest, sha256(content, bodyEnd))) {
            throw new GraphFileException(file, "is cut off or altered: its SHA-256 does not match its content");
        }
        try {
            return GraphEncoding.decode(ByteBuffer.wrap(content, HEADER_BYTES, bodyEnd - HEADER_BYTES));
        } catch (IllegalArgumentException | InvalidGraphException e) {
            GraphFileException failure = new GraphFileException(file, "holds no valid graph: " + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    private static byte[] sha256(byte[] content, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(content, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
