package io.vedette.core.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device runs. The release at work is the header's.
 *
 * @param desiredVersion of the desired state that it heeds, 0 if it has seen none
 * @param highestCommitted the highest release number ever committed; nothing lower is installed
 * @param variant the model file at work, such as {@code onnx-int8}
 */
public record ReportedState(
        Header header, long desiredVersion, int highestCommitted, String variant, List<SlotReport> slots)
        implements Message {

    public ReportedState {
        slots = List.copyOf(slots);
    }

    /** Where a release lies. */
    public enum Slot {
        /** What the device was set up with; never written by an update. */
        FACTORY,
        A,
        B
    }

    /** What is known of a slot's release. */
    public enum SlotHealth {
        EMPTY,
        /** Verified and not yet committed. */
        UNTRIED,
        /** It was committed. */
        GOOD,
        /** It was tried and given up. */
        BAD
    }

    /** A slot. */
    public record SlotReport(
            Slot slot,
            SlotHealth health,
            boolean isActive,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Release release) {}
}
