package io.vedette.agent.update;

import io.vedette.core.contract.Artifact;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.ReportedState.Slot;

/**
 * What an update installs, and where.
 *
 * @param slot one that is not at work; never the factory's
 */
public record Target(Release release, Artifact artifact, Slot slot) {
    public Target {
        if (slot == Slot.FACTORY) {
            throw new IllegalArgumentException("the factory's slot is never written");
        }
    }
}
