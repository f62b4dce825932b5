package io.vedette.agent.drift;

import io.vedette.agent.health.ErrorLog;
import io.vedette.agent.storage.Storage;
import io.vedette.core.json.JsonFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;

/** Where a camera's {@link CommissionedInput} is kept, and until it is there the {@link CommissioningProgress}: a file each, which is the old one or the new one whenever the power goes. */
final class CommissioningFile {
    private final Storage storage;
    private final String name;
    private final String progressName;
    private final ErrorLog errors;

    CommissioningFile(Storage storage, String camera, ErrorLog errors) {
        this.storage = storage;
        this.name = camera + ".json";
        this.progressName = camera + ".progress.json";
        this.errors = errors;
    }

    /** What was kept; nothing if there is none, or if it is damaged, which is reported. */
    Optional<CommissionedInput> read() {
        return read(name, CommissionedInput::fromJson);
    }

    /** How far it has come; likewise. */
    Optional<CommissioningProgress> readProgress() {
        return read(progressName, CommissioningProgress::fromJson);
    }

    private <T> Optional<T> read(String file, Function<byte[], T> form) {
        try {
            return storage.has(file) ? Optional.of(form.apply(bytes(file))) : Optional.empty();
        } catch (IOException | JsonFormatException e) {
            errors.report(
                    "commissioning-damaged",
                    "The camera is commissioned anew, since " + file + " cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    private byte[] bytes(String file) throws IOException {
        try (Storage.StoredFile stored = storage.open(file)) {
            ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(stored.size()));
            stored.read(content, 0);
            return content.array();
        }
    }

    /** Keeps it, in place of how far it had come; what the disk does not take is reported, and made anew after the next start. */
    void write(CommissionedInput input) {
        try {
            storage.replace(name, input.toJson());
            storage.delete(progressName);
        } catch (IOException e) {
            errors.report("commissioning-not-kept", "What the camera was commissioned with is not on disk: " + e);
        }
    }

    /** Keeps how far it has come; what the disk does not take is reported, and comes with the next. */
    void write(CommissioningProgress progress) {
        try {
            storage.replace(progressName, progress.toJson());
        } catch (IOException e) {
            errors.report("commissioning-not-kept", "How far the camera is commissioned is not on disk: " + e);
        }
    }
}
