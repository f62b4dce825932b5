package io.vedette.trainer.data;

import java.nio.file.Path;

/** A picture that was skipped, and why. */
public record BadPicture(Path file, String reason) {}
