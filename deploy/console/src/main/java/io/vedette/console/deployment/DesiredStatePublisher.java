package io.vedette.console.deployment;

import io.vedette.core.contract.DesiredState;

/** The way of desired states to devices. */
public interface DesiredStatePublisher {
    /** Publishes one; returns whether it could be handed over, otherwise it is to be tried again. */
    boolean publish(DesiredState state);
}
