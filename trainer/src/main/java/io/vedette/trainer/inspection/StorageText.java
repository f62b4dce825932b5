package io.vedette.trainer.inspection;

import io.vedette.trainer.graph.TensorStorage;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How integers are stored, in a few words: type, scale or scales, zero point. */
public final class StorageText {
    private StorageText() {}

    /** What is stored one after the other; floats if there are no integers. */
    public static String of(List<TensorStorage> storage) {
        return storage.isEmpty()
                ? "float32"
                : storage.stream().map(StorageText::of).collect(Collectors.joining(", then "));
    }

    public static String of(TensorStorage storage) {
        String type = storage.type().name().toLowerCase(Locale.ROOT);
        if (storage.scales() == 1) {
            return String.format(
                    Locale.ROOT, "%s scale %.6g zero point %d", type, storage.lowestScale(), storage.lowestZeroPoint());
        }
        String zeroPoints = storage.lowestZeroPoint() == storage.highestZeroPoint()
                ? String.valueOf(storage.lowestZeroPoint())
                : storage.lowestZeroPoint() + " to " + storage.highestZeroPoint();
        return String.format(
                Locale.ROOT,
                "%s %d scales %.3g to %.3g zero point %s",
                type,
                storage.scales(),
                storage.lowestScale(),
                storage.highestScale(),
                zeroPoints);
    }
}
