package io.vedette.simulator.belt;

/**
 * Lays sprites over planes, smeared along the rows by motion.
 *
 * <p>What a pixel collects while the shutter is open is the mean of what passes over it. A running sum over a row gives that
 * mean at a cost that does not grow with the smear.
 */
final class SpriteBrush {
    private SpriteBrush() {}

    /** Draws the sprite with its corner at (left, top); parts outside the frame are cut off. */
    static void draw(Sprite sprite, int left, int top, int smear, FramePlanes frame) {
        Plane luma = new Plane(frame.luma, frame.width, frame.height);
        draw(sprite.luma(), sprite.alpha(), 1, sprite.size(), left, top, Math.max(1, smear), luma);
        Sprite.Chroma chroma = sprite.chroma();
        if (chroma != null) {
            frame.markColoured();
            int half = sprite.size() / 2;
            int halfSmear = Math.max(1, smear / 2);
            Plane blue = new Plane(frame.blue, frame.width / 2, frame.height / 2);
            Plane red = new Plane(frame.red, frame.width / 2, frame.height / 2);
            draw(chroma.blue(), sprite.alpha(), 2, half, left >> 1, top >> 1, halfSmear, blue);
            draw(chroma.red(), sprite.alpha(), 2, half, left >> 1, top >> 1, halfSmear, red);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Names three arguments; never compared.
    private record Plane(byte[] values, int width, int height) {}

    /**
     * @param alphaStep pixels of the alpha plane per pixel of {@code values}
     */
    private static void draw(
            byte[] values, byte[] alpha, int alphaStep, int size, int left, int top, int smear, Plane plane) {
        int before = smear / 2;
        int firstColumn = Math.max(0, left - before);
        int lastColumn = Math.min(plane.width, left + size + smear - before);
        float share = 1f / (255 * smear);
        for (int y = Math.max(0, -top); y < size && top + y < plane.height; y++) {
            int valueRow = y * size;
            int alphaRow = y * alphaStep * size * alphaStep;
            int target = (top + y) * plane.width;
            int alphaSum = 0;
            int valueSum = 0;
            // The sum at column x holds the sprite's columns x − left + before − smear + 1 to x − left + before.
            int start = firstColumn - left + before;
            for (int j = Math.max(0, start - smear); j < Math.min(size, start); j++) {
                int hidden = alpha[alphaRow + j * alphaStep] & 0xff;
                alphaSum += hidden;
                valueSum += hidden * (values[valueRow + j] & 0xff);
            }
            for (int x = firstColumn; x < lastColumn; x++) {
                int incoming = x - left + before;
                int outgoing = incoming - smear;
                if (incoming >= 0 && incoming < size) {
                    int hidden = alpha[alphaRow + incoming * alphaStep] & 0xff;
                    alphaSum += hidden;
                    valueSum += hidden * (values[valueRow + incoming] & 0xff);
                }
                if (outgoing >= 0 && outgoing < size) {
                    int hidden = alpha[alphaRow + outgoing * alphaStep] & 0xff;
                    alphaSum -= hidden;
                    valueSum -= hidden * (values[valueRow + outgoing] & 0xff);
                }
                if (alphaSum != 0) {
                    int below = plane.values[target + x] & 0xff;
                    float seen = below + (valueSum - below * (float) alphaSum) * share;
                    plane.values[target + x] = (byte) (int) (seen + 0.5f);
                }
            }
        }
    }
}
