package io.vedette.agent.update;

import io.vedette.core.bundle.ModelBundle;

/** Where an update lays hands on what is at work. */
public interface Switchboard {
    /**
     * Tries a verified bundle beside the release at work, which goes on undisturbed.
     *
     * @throws RefusedException if it does not do what it must
     */
    void trial(ModelBundle bundle);

    /**
     * Lets a bundle take over between two frames; returns when no frame of the release before is under way.
     *
     * @throws RefusedException if it cannot be loaded; then all is as it was
     */
    void switchTo(ModelBundle bundle);

    /** How the release at work has fared since it took over. */
    Probation.Reading reading();
}
