package io.vedette.console.telemetry;

import io.vedette.core.contract.Acknowledgement;

/** The way of acknowledgements to devices. */
public interface AcknowledgementPublisher {
    /** Publishes one; returns whether it could be handed over, otherwise it is to be tried again. */
    boolean publish(Acknowledgement acknowledgement);
}
