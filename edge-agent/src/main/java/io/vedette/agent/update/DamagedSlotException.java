package io.vedette.agent.update;

import io.vedette.core.bundle.BundleException;
import io.vedette.core.contract.ReportedState.Slot;

/** What a slot holds is not, or no longer, the verified bundle that the state tells of. */
final class DamagedSlotException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DamagedSlotException(Slot slot, String found) {
        super("Slot " + slot + " is damaged: " + found);
    }

    DamagedSlotException(Slot slot, BundleException cause) {
        super("Slot " + slot + " is damaged: " + cause.getMessage(), cause);
    }
}
