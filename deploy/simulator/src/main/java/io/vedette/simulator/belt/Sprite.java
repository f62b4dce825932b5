package io.vedette.simulator.belt;

import org.jspecify.annotations.Nullable;

/**
 * A picture ready to be laid on the belt: planes at its final size, and how much of the belt each pixel hides.
 *
 * @param size columns, and rows; even
 * @param luma of each pixel, 16 to 235; owned by the sprite
 * @param alpha of each pixel, 0 to 255; owned by the sprite
 * @param chroma null for a grey picture
 * @param left the first column that hides anything
 * @param right one past the last such column
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; the arrays are handed over, not shared.
record Sprite(int size, byte[] luma, byte[] alpha, @Nullable Chroma chroma, int left, int right) {
    /**
     * The colour planes, of half the size in both directions.
     *
     * @param blue around 128; owned by the sprite
     * @param red around 128; owned by the sprite
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Chroma(byte[] blue, byte[] red) {}
}
