package io.vedette.simulator.belt;

/**
 * Everything that a belt video depends on beside the pictures.
 *
 * @param items that pass
 * @param seed of every random choice
 */
record BeltSpec(int items, long seed, Camera camera, Motion motion, ItemLook itemLook, BeltLook beltLook) {
    BeltSpec {
        Figures.requireRange("items", items, 1, 10_000_000);
        if (itemLook.maxSize() > camera.regionSize()) {
            throw new IllegalArgumentException(
                    "largest size is not at most the region's size " + camera.regionSize() + ": " + itemLook.maxSize());
        }
    }
}
