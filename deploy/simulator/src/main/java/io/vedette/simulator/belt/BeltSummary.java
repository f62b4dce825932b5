package io.vedette.simulator.belt;

/**
 * What came of rendering a video.
 *
 * @param centredFrames the fewest frames that any item was inside the region as a whole
 * @param emptyFrames the fewest frames between two items in which nothing was inside the region
 * @param unreadable pictures that were passed over
 * @param seconds that it took
 */
record BeltSummary(
        int items, int frames, int centredFrames, int emptyFrames, int unreadable, long sizeBytes, double seconds) {}
