package io.vedette.runtime.image;

import io.vedette.core.bundle.ColourOrder;
import java.nio.ByteBuffer;

/**
 * What packed pixels look like as a whole, in a few numbers: how bright, how rich in contrast and colour, how sharp. Two passes in whole numbers,
 * without garbage; for one thread.
 */
public final class PictureStatistics {
    private static final double LEVELS = 255;
    /** Up to this level a pixel counts as nearly black, */
    private static final int DARK_LEVEL = 12;
    /** and from this one as nearly white: 5 % of the range each. */
    private static final int BURNT_LEVEL = 243;
    /** Luminance in 256ths of the channels, by ITU-R BT.601. */
    private static final int RED = 77;

    private static final int GREEN = 150;
    private static final int BLUE = 29;
    /** The Laplacian's variance of rounding alone, in squared levels: what is below is no structure. */
    private static final double LEAST_VARIANCE = 0.1;

    private final int width;
    private final int height;
    private final ColourOrder order;
    private final int[] luminances;

    private double luminance;
    private double contrast;
    private double saturation;
    private double sharpness;
    private double dark;
    private double burnt;

    /** Statistics of pictures of one size, each side at least 3 pixels. */
    public PictureStatistics(int width, int height, ColourOrder order) {
        if (width < 3 || height < 3) {
            throw new IllegalArgumentException("a picture's side is not 3 pixels or more: " + width + "×" + height);
        }
        this.width = width;
        this.height = height;
        this.order = order;
        this.luminances = new int[width * height];
    }

    /**
     * Measures packed pixels, from the buffer's position, which does not move.
     *
     * @throws PixelSizeException when there are too few
     */
    public void measure(ByteBuffer pixels) {
        int expected = luminances.length * order.channels();
        if (pixels.remaining() < expected) {
            throw new PixelSizeException("pixels", expected + " bytes", pixels.remaining() + " bytes");
        }
        if (order == ColourOrder.GREY) {
            readGrey(pixels);
        } else {
            readColour(pixels);
        }
        summarize();
        sharpness = Math.log(Math.max(LEAST_VARIANCE, laplacianVariance()));
    }

    private void readGrey(ByteBuffer pixels) {
        int start = pixels.position();
        for (int i = 0; i < luminances.length; i++) {
            luminances[i] = pixels.get(start + i) & 0xff;
        }
        saturation = 0;
    }

    private void readColour(ByteBuffer pixels) {
        int redFirst = order == ColourOrder.RGB ? 0 : 2;
        int at = pixels.position();
        double saturations = 0;
        for (int i = 0; i < luminances.length; i++) {
            int red = pixels.get(at + redFirst) & 0xff;
            int green = pixels.get(at + 1) & 0xff;
            int blue = pixels.get(at + 2 - redFirst) & 0xff;
            at += 3;
            luminances[i] = (RED * red + GREEN * green + BLUE * blue + 128) >> 8;
            int highest = Math.max(red, Math.max(green, blue));
            if (highest > 0) {
                saturations += 1 - Math.min(red, Math.min(green, blue)) / (double) highest;
            }
        }
        saturation = saturations / luminances.length;
    }

    private void summarize() {
        long sum = 0;
        long squares = 0;
        int darkPixels = 0;
        int burntPixels = 0;
        for (int level : luminances) {
            sum += level;
            squares += (long) level * level;
            if (level <= DARK_LEVEL) {
                darkPixels++;
            } else if (level >= BURNT_LEVEL) {
                burntPixels++;
            }
        }
        double count = luminances.length;
        double mean = sum / count;
        luminance = mean / LEVELS;
        contrast = Math.sqrt(Math.max(0, squares / count - mean * mean)) / LEVELS;
        dark = darkPixels / count;
        burnt = burntPixels / count;
    }

    /** The variance of 4 c − up − down − left − right over the pixels that have all four neighbours. */
    private double laplacianVariance() {
        long sum = 0;
        long squares = 0;
        for (int y = 1; y < height - 1; y++) {
            int row = y * width;
            for (int i = row + 1; i < row + width - 1; i++) {
                int value = 4 * luminances[i]
                        - luminances[i - 1]
                        - luminances[i + 1]
                        - luminances[i - width]
                        - luminances[i + width];
                sum += value;
                squares += (long) value * value;
            }
        }
        double count = (width - 2.0) * (height - 2);
        double mean = sum / count;
        return squares / count - mean * mean;
    }

    /** The mean luminance of the last picture, 0 to 1. */
    public double luminance() {
        return luminance;
    }

    /** The standard deviation of the luminance, 0 to 0.5. */
    public double contrast() {
        return contrast;
    }

    /** The mean saturation, 0 to 1; 0 of a grey picture. */
    public double saturation() {
        return saturation;
    }

    /** The natural logarithm of the variance of the luminance's Laplacian, in levels of 255: low where nothing is in focus. */
    public double sharpness() {
        return sharpness;
    }

    /** The share of nearly black pixels. */
    public double dark() {
        return dark;
    }

    /** The share of nearly white pixels. */
    public double burnt() {
        return burnt;
    }
}
