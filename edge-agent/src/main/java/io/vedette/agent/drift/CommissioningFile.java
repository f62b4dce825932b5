package io.vedette.agent.drift;

import io.vedette.agent.health.ErrorLog;
import io.vedette.agent.storage.Storage;
import io.vedette.core.json.JsonFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Where a camera's {@link CommissionedInput} is kept: one file, which is the old one or the new one whenever the power goes. */
final class CommissioningFile {
    private final Storage storage;
    private final String name;
    private final ErrorLog errors;

    CommissioningFile(Storage storage, String camera, ErrorLog errors) {
        this.storage = storage;
        this.name = camera + ".json";
        this.errors = errors;
    }

    /** What was kept; nothing if there is none, or if it is damaged, which is reported. */
    Optional<CommissionedInput> read() {
        try {
            return storage.has(name) ? Optional.of(CommissionedInput.fromJson(bytes())) : Optional.empty();
        } catch (IOException | JsonFormatException e) {
            errors.report(
                    "commissioning-damaged",
                    "The camera is commissioned anew, since " + name + " cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    private byte[] bytes() throws IOException {
        try (Storage.StoredFile file = storage.open(name)) {
            ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(file.size()));
            file.read(content, 0);
            return content.array();
        }
    }

    /** Keeps it; what the disk does not take is reported, and made anew after the next start. */
    void write(CommissionedInput input) {
        try {
            storage.replace(name, input.toJson());
        } catch (IOException e) {
            errors.report("commissioning-not-kept", "What the camera was commissioned with is not on disk: " + e);
        }
    }
}
