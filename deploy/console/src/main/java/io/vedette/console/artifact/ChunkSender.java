package io.vedette.console.artifact;

import java.util.concurrent.CompletableFuture;

/** The way of chunks to devices. */
public interface ChunkSender {
    /** Hands a chunk over to the broker; what comes back is complete when the broker has it, and fails if it will not. */
    CompletableFuture<Void> send(String topic, byte[] chunk);
}
