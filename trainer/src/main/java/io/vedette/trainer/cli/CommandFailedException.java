package io.vedette.trainer.cli;

import org.jspecify.annotations.Nullable;

/** A command that could not do what it was asked; the message is for the person who typed it. */
final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
