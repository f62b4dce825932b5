package io.vedette.simulator.belt;

import java.util.Comparator;
import java.util.List;

/**
 * Everything that a belt video depends on beside the pictures.
 *
 * @param items that pass
 * @param seed of every random choice about what passes
 * @param station seed of every random choice about the place: belt, lamps, sensor, and where dirt falls
 * @param changes on the way, in the order in which they come
 */
record BeltSpec(
        int items,
        long seed,
        long station,
        Camera camera,
        Motion motion,
        ItemLook itemLook,
        BeltLook beltLook,
        List<Change> changes) {
    BeltSpec {
        Figures.requireRange("items", items, 1, 10_000_000);
        if (itemLook.maxSize() > camera.regionSize()) {
            throw new IllegalArgumentException(
                    "largest size is not at most the region's size " + camera.regionSize() + ": " + itemLook.maxSize());
        }
        changes = changes.stream()
                .sorted(Comparator.comparingInt(Change::fromItem))
                .toList();
        for (Change change : changes) {
            Figures.requireRange("the item that " + change.text() + " begins with", change.fromItem(), 0, items - 1);
        }
    }
}
