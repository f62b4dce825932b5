package io.vedette.agent.update;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vedette.core.contract.Release;
import io.vedette.core.contract.ReportedState.Slot;
import io.vedette.core.contract.ReportedState.SlotHealth;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a slot.
 *
 * @param release what it holds, or held last; null where it never held one
 */
public record SlotState(
        Slot slot, SlotHealth health, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Release release) {

    public SlotState {
        if (release == null && health != SlotHealth.EMPTY) {
            throw new IllegalArgumentException("slot " + slot + " is " + health + " and holds no release");
        }
    }

    /** The same with another health. */
    SlotState withHealth(SlotHealth newHealth) {
        return new SlotState(slot, newHealth, release);
    }
}
