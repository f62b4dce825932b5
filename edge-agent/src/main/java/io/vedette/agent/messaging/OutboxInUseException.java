package io.vedette.agent.messaging;

import java.nio.file.Path;

/** Another process has the outbox open. */
public final class OutboxInUseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Path folder;

    OutboxInUseException(Path folder) {
        super("The outbox " + folder + " is in use by another agent; give each agent a data folder of its own");
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }
}
