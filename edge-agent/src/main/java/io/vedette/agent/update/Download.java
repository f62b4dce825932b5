package io.vedette.agent.update;

import io.vedette.agent.storage.Storage;
import io.vedette.agent.storage.Storage.StoredFile;
import io.vedette.core.bundle.Sha256;
import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.ReportedState.Slot;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * The file of a release on its way into a slot. No list of the chunks that are there is kept, so none can be wrong: each is known by its digest,
 * also after a restart, and whatever else a cut power left in the file is overwritten.
 */
final class Download implements Closeable {
    private final Storage storage;
    private final Target target;
    private final ChunkPlan plan;
    private final StoredFile part;
    private final ByteBuffer chunk = ByteBuffer.allocate(Artifact.CHUNK_BYTES);

    private Download(Storage storage, Target target, ChunkPlan plan, StoredFile part) {
        this.storage = storage;
        this.target = target;
        this.plan = plan;
        this.part = part;
    }

    /**
     * Begins or goes on: what the slot's file and {@code others} hold of the release need not be fetched.
     *
     * @param others files of releases like this one
     */
    static Download open(Storage storage, Target target, ChunkPlan plan, List<Path> others) throws IOException {
        String part = SlotFiles.part(target.slot());
        String whole = SlotFiles.whole(target.slot());
        if (storage.has(whole)) {
            storage.rename(whole, part);
        }
        Download download = new Download(storage, target, plan, storage.open(part));
        try {
            download.recognize();
            for (Path other : others) {
                download.takeFrom(other);
            }
            return download;
        } catch (IOException e) {
            download.close();
            throw e;
        }
    }

    private Artifact artifact() {
        return target.artifact();
    }

    private void recognize() throws IOException {
        if (part.size() > artifact().sizeBytes()) {
            part.truncate(artifact().sizeBytes());
        }
        for (int place = 0; place < plan.total(); place++) {
            String digest = artifact().chunks().get(place);
            chunk.clear().limit(artifact().sizeOf(place));
            part.read(chunk, offset(place));
            if (!chunk.hasRemaining() && digestOf(chunk.flip()).equals(digest)) {
                plan.has(digest, place);
            }
        }
    }

    private void takeFrom(Path other) throws IOException {
        if (!Files.isRegularFile(other)) {
            return;
        }
        try (InputStream in = Files.newInputStream(other)) {
            while (!plan.isComplete()) {
                byte[] bytes = in.readNBytes(Artifact.CHUNK_BYTES);
                if (bytes.length == 0) {
                    return;
                }
                write(digestOf(ByteBuffer.wrap(bytes)), ByteBuffer.wrap(bytes));
            }
        }
    }

    /**
     * Writes a chunk wherever it belongs.
     *
     * @return false if its bytes are not what its digest says, or too many or too few for a place that it belongs to
     */
    boolean take(String digest, byte[] bytes) throws IOException {
        if (plan.placesOf(digest).isEmpty()) {
            return true;
        }
        if (!digestOf(ByteBuffer.wrap(bytes)).equals(digest)) {
            return false;
        }
        write(digest, ByteBuffer.wrap(bytes));
        return plan.placesOf(digest).isEmpty();
    }

    private void write(String digest, ByteBuffer bytes) throws IOException {
        for (int place : plan.placesOf(digest)) {
            if (bytes.remaining() == artifact().sizeOf(place)) {
                part.write(bytes.duplicate(), offset(place));
                plan.has(digest, place);
            }
        }
    }

    /**
     * Makes the slot's file of it, when every chunk is there.
     *
     * @throws RefusedException if its digest is not the artifact's
     */
    void finish() throws IOException {
        part.sync();
        String found = digestOf(part, artifact().sizeBytes());
        if (!found.equals(artifact().digest())) {
            throw new RefusedException(
                    "digest", "Expected a file with digest " + artifact().digest() + " but found " + found);
        }
        close();
        storage.rename(SlotFiles.part(target.slot()), SlotFiles.whole(target.slot()));
        storage.sync();
    }

    /** How many bytes a slot's files hold already, which a download into it writes over. */
    static long heldBytes(Storage storage, Slot slot) throws IOException {
        long bytes = 0;
        for (String name : List.of(SlotFiles.part(slot), SlotFiles.whole(slot))) {
            if (storage.has(name)) {
                try (StoredFile file = storage.open(name)) {
                    bytes += file.size();
                }
            }
        }
        return bytes;
    }

    /** Deletes what came of a release that is not wanted any more. */
    static void discard(Storage storage, Slot slot) throws IOException {
        if (storage.has(SlotFiles.part(slot))) {
            storage.delete(SlotFiles.part(slot));
        }
    }

    /** Whether a slot's file is an artifact's, whole. */
    static boolean isWhole(Storage storage, Target target) throws IOException {
        String name = SlotFiles.whole(target.slot());
        if (!storage.has(name)) {
            return false;
        }
        try (StoredFile file = storage.open(name)) {
            return file.size() == target.artifact().sizeBytes()
                    && digestOf(file, file.size()).equals(target.artifact().digest());
        }
    }

    private static String digestOf(StoredFile file, long size) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        ByteBuffer piece = ByteBuffer.allocate(Artifact.CHUNK_BYTES);
        for (long at = 0; at < size; at += piece.limit()) {
            piece.clear().limit((int) Math.min(piece.capacity(), size - at));
            file.read(piece, at);
            if (piece.hasRemaining()) {
                throw new IOException("the file ends at " + (at + piece.position()) + " of " + size + " bytes");
            }
            digest.update(piece.flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String digestOf(ByteBuffer bytes) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(bytes.duplicate());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static long offset(int place) {
        return (long) place * Artifact.CHUNK_BYTES;
    }

    @Override
    public void close() throws IOException {
        part.close();
    }
}
