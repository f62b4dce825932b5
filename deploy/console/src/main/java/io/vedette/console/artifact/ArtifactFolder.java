package io.vedette.console.artifact;

import io.vedette.core.bundle.Sha256;
import io.vedette.core.contract.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of artifacts, each file named by its digest. A name is only ever made of a digest, never of what someone sent. A file gets its name
 * when all of it is on the disk, so that one with a name is whole.
 */
public final class ArtifactFolder {
    private static final Logger LOGGER = LoggerFactory.getLogger(ArtifactFolder.class);
    private static final String SUFFIX = ".vedette";
    private static final String PART = ".part";
    private static final long MAX_BYTES = (long) Artifact.MAX_CHUNKS * Artifact.CHUNK_BYTES;

    private final Path folder;

    private ArtifactFolder(Path folder) {
        this.folder = folder;
    }

    /** The folder at a path, made if there is none. */
    public static ArtifactFolder open(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new ArtifactFolder(folder);
    }

    /** Deletes what a console that was killed left behind: files half received, or received and not published. */
    void retain(Set<String> digests) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                boolean isOurs = name.endsWith(PART) || name.endsWith(SUFFIX);
                boolean isKept = digests.stream().anyMatch(digest -> name.equals(digest + SUFFIX));
                if (isOurs && !isKept) {
                    LOGGER.info("Deleting {}, which nobody published", file);
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Whether an artifact's file is there and has its size. */
    boolean holds(Artifact artifact) {
        try {
            return Files.size(file(artifact)) == artifact.sizeBytes();
        } catch (IOException e) {
            LOGGER.debug("No file of artifact {}", artifact.digest(), e);
            return false;
        }
    }

    /**
     * Takes in a file, chunk by chunk.
     *
     * @throws ArtifactTooLargeException if more comes than an artifact may have
     */
    ReceivedFile receive(InputStream in) throws IOException {
        Path part = folder.resolve(UUID.randomUUID() + PART);
        try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ReceivedFile received = new ReceivedFile(part, receive(in, out));
            out.force(true);
            return received;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    static void requireFits(long sizeBytes) {
        if (sizeBytes > MAX_BYTES) {
            throw new ArtifactTooLargeException(MAX_BYTES);
        }
    }

    private static Artifact receive(InputStream in, FileChannel out) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        List<String> chunks = new ArrayList<>();
        long sizeBytes = 0;
        byte[] chunk = in.readNBytes(Artifact.CHUNK_BYTES);
        while (chunk.length > 0) {
            sizeBytes += chunk.length;
            requireFits(sizeBytes);
            digest.update(chunk);
            chunks.add(Sha256.of(chunk));
            ByteBuffer bytes = ByteBuffer.wrap(chunk);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            chunk = in.readNBytes(Artifact.CHUNK_BYTES);
        }
        if (sizeBytes == 0) {
            throw new EmptyArtifactException();
        }
        return new Artifact(HexFormat.of().formatHex(digest.digest()), sizeBytes, chunks);
    }

    /** Gives a received file its name for good. */
    void keep(ReceivedFile received) throws IOException {
        Files.move(received.path(), file(received.artifact()), StandardCopyOption.ATOMIC_MOVE);
        sync();
    }

    /** Deletes a received file, if it has not got its name. */
    void discard(ReceivedFile received) throws IOException {
        Files.deleteIfExists(received.path());
    }

    void delete(Artifact artifact) throws IOException {
        Files.deleteIfExists(file(artifact));
        sync();
    }

    /**
     * The bytes of an artifact's chunk.
     *
     * @throws IOException if they cannot be read, or are not those that its digest names
     */
    byte[] read(Artifact artifact, int chunk) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(artifact.sizeOf(chunk));
        try (FileChannel in = FileChannel.open(file(artifact), StandardOpenOption.READ)) {
            long position = (long) chunk * Artifact.CHUNK_BYTES;
            while (bytes.hasRemaining()) {
                int read = in.read(bytes, position + bytes.position());
                if (read < 0) {
                    throw new IOException("File " + file(artifact) + " ends before its chunk " + chunk);
                }
            }
        }
        String found = Sha256.of(bytes.array());
        if (!found.equals(artifact.chunks().get(chunk))) {
            throw new IOException("Chunk " + chunk + " of " + file(artifact) + " has digest " + found
                    + " but should have " + artifact.chunks().get(chunk));
        }
        return bytes.array();
    }

    private Path file(Artifact artifact) {
        return folder.resolve(artifact.digest() + SUFFIX);
    }

    /** Without it a power cut could undo a rename. */
    private void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (NoSuchFileException e) {
            throw new IOException("The folder of artifacts was removed: " + folder, e);
        }
    }
}
