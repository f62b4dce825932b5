package io.vedette.agent.update;

import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.Release;
import java.nio.file.Path;

/** All that is checked of a bundle's file before anything of it runs. */
public interface Verification {
    /**
     * The verified bundle.
     *
     * @param artifact what the file must be
     * @param desired the release that it must hold
     * @param highestCommitted the highest release number ever committed; the release's must be higher
     * @throws RefusedException if a check refuses it
     */
    ModelBundle verify(Path file, Artifact artifact, Release desired, int highestCommitted);
}
