package io.vedette.agent.update;

import io.vedette.core.contract.ReportedState.Slot;
import java.util.Locale;

/** The names of the slots' files. */
final class SlotFiles {
    private SlotFiles() {}

    /** A bundle's file, whole. */
    static String whole(Slot slot) {
        return name(slot) + ".vedette";
    }

    /** A bundle's file while its chunks come in. */
    static String part(Slot slot) {
        return name(slot) + ".part";
    }

    private static String name(Slot slot) {
        if (slot == Slot.FACTORY) {
            throw new IllegalArgumentException("the factory's bundle is where the configuration says");
        }
        return slot.name().toLowerCase(Locale.ROOT);
    }
}
