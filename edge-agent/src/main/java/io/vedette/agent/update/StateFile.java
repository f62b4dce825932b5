package io.vedette.agent.update;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.agent.storage.Storage;
import io.vedette.agent.storage.Storage.StoredFile;
import io.vedette.core.json.JsonFormatException;
import io.vedette.core.json.RecordJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The update's state on disk, replaced whole at each step. */
final class StateFile {
    static final String NAME = "state.json";

    private static final String MAJOR = "1.";
    private static final int MAX_BYTES = 4 << 20;

    private final Storage storage;

    StateFile(Storage storage) {
        this.storage = storage;
    }

    /**
     * The state of an earlier run, if there was one.
     *
     * @throws UnreadableStateException if it cannot be understood
     */
    Optional<UpdateState> read() throws IOException {
        if (!storage.has(NAME)) {
            return Optional.empty();
        }
        byte[] json = bytes();
        try {
            JsonNode tree = RecordJson.readTree(json);
            String schema = tree.path("schema").asText();
            if (!schema.isEmpty() && !schema.startsWith(MAJOR)) {
                throw new UnreadableStateException(
                        "Expected an update state of schema " + MAJOR + "x but found '" + schema
                                + "': a newer agent wrote it",
                        true);
            }
            return Optional.of(RecordJson.read(tree, UpdateState.class));
        } catch (JsonFormatException e) {
            throw new UnreadableStateException("The update's state is damaged: " + e.getMessage(), e);
        }
    }

    private byte[] bytes() throws IOException {
        try (StoredFile file = storage.open(NAME)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MAX_BYTES, file.size()));
            file.read(bytes, 0);
            return bytes.array();
        }
    }

    /** Returns when the state survives a power cut. */
    void write(UpdateState state) throws IOException {
        storage.replace(NAME, RecordJson.write(state));
    }
}
