package io.vedette.console.artifact;

import io.vedette.core.contract.Artifact;
import java.nio.file.Path;

/**
 * A file that has come in whole and is not kept yet.
 *
 * @param path where it lies meanwhile
 */
record ReceivedFile(Path path, Artifact artifact) {}
