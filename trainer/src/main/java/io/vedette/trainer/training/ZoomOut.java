package io.vedette.trainer.training;

/**
 * Draws a picture smaller within its own frame, as a thing looks that does not fill the camera's view. What is left over takes the mean of the
 * picture's border, so that no edge is drawn where there was none.
 */
final class ZoomOut {
    /** Where a pixel that is drawn is read along each side; two places are enough down to half size. */
    private static final float[] POINTS = {0.25f, 0.75f};

    private final int height;
    private final int width;
    private final int channels;

    ZoomOut(int height, int width, int channels) {
        this.height = height;
        this.width = width;
        this.channels = channels;
    }

    /**
     * Draws {@code source} into {@code target} at {@code scale}.
     *
     * @param sourceOffset where the packed pixels start in {@code source}; those of {@code target} start at 0
     * @param scale of the drawn picture, above 0 and at most 1
     * @param right where it stands in the room that is left over, 0 to 1
     * @param down likewise
     */
    void draw(byte[] source, int sourceOffset, byte[] target, float scale, float right, float down) {
        float left = right * width * (1 - scale);
        float top = down * height * (1 - scale);
        for (int channel = 0; channel < channels; channel++) {
            float border = borderMean(source, sourceOffset + channel);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    float sum = 0;
                    for (float inner : POINTS) {
                        float row = (y + inner - top) / scale - 0.5f;
                        for (float across : POINTS) {
                            float column = (x + across - left) / scale - 0.5f;
                            sum += sample(source, sourceOffset + channel, row, column, border);
                        }
                    }
                    target[(y * width + x) * channels + channel] =
                            (byte) Math.round(sum / (POINTS.length * POINTS.length));
                }
            }
        }
    }

    private float sample(byte[] source, int offset, float row, float column, float border) {
        if (row < -0.5f || column < -0.5f || row > height - 0.5f || column > width - 0.5f) {
            return border;
        }
        int y = Math.max(0, Math.min(height - 2, (int) Math.floor(row)));
        int x = Math.max(0, Math.min(width - 2, (int) Math.floor(column)));
        float down = Math.max(0, Math.min(1, row - y));
        float right = Math.max(0, Math.min(1, column - x));
        float upper = level(source, offset, y, x) * (1 - right) + level(source, offset, y, x + 1) * right;
        float lower = level(source, offset, y + 1, x) * (1 - right) + level(source, offset, y + 1, x + 1) * right;
        return upper * (1 - down) + lower * down;
    }

    private float borderMean(byte[] source, int offset) {
        long sum = 0;
        for (int x = 0; x < width; x++) {
            sum += level(source, offset, 0, x) + level(source, offset, height - 1, x);
        }
        for (int y = 0; y < height; y++) {
            sum += level(source, offset, y, 0) + level(source, offset, y, width - 1);
        }
        return (float) sum / (2 * (width + height));
    }

    private int level(byte[] source, int offset, int row, int column) {
        return source[offset + (row * width + column) * channels] & 0xff;
    }
}
