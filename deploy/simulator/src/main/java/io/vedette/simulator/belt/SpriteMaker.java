package io.vedette.simulator.belt;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import io.vedette.runtime.image.Region;
import io.vedette.runtime.media.MediaOptions;
import io.vedette.runtime.media.PictureReader;
import io.vedette.runtime.media.Pixels;
import io.vedette.runtime.media.Scaler;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a picture's file into a {@link Sprite}: scaled smoothly, turned, brightened, and freed of its surroundings. */
final class SpriteMaker {
    private static final long MAX_BYTES = 64L << 20;
    /** A colour that differs from grey by less is noise of a picture's compression. */
    private static final int GREY_TOLERANCE = 6;

    private final PictureReader pictures = new PictureReader(MediaOptions.DEFAULT, MAX_BYTES);
    private final int matte;

    SpriteMaker(int matte) {
        this.matte = matte;
    }

    /**
     * @throws io.vedette.runtime.media.UnreadableSourceException when the picture cannot be read
     */
    Sprite make(Path file, Pose pose) {
        int size = pose.size();
        byte[] colours = read(file, size);
        byte[] brightness = new byte[size * size];
        int mostColour = 0;
        for (int i = 0; i < brightness.length; i++) {
            int red = colours[3 * i] & 0xff;
            int green = colours[3 * i + 1] & 0xff;
            int blue = colours[3 * i + 2] & 0xff;
            int highest = Math.max(red, Math.max(green, blue));
            brightness[i] = (byte) highest;
            mostColour = Math.max(mostColour, highest - Math.min(red, Math.min(green, blue)));
        }
        byte[] alpha = Matte.alpha(brightness, size, matte);
        return turn(colours, alpha, pose, mostColour > GREY_TOLERANCE);
    }

    private byte[] read(Path file, int size) {
        PreprocessingSpec specification = new PreprocessingSpec(
                size,
                size,
                ColourOrder.RGB,
                ResizeMode.LETTERBOX,
                Interpolation.BICUBIC,
                0,
                List.of(0f, 0f, 0f),
                List.of(1f, 1f, 1f));
        try (Scaler scaler = new Scaler(specification, Region.WHOLE)) {
            Pixels pixels = scaler.newPixels();
            pictures.read(file, scaler, pixels);
            ByteBuffer bytes = pixels.bytes();
            byte[] copy = new byte[bytes.capacity()];
            bytes.get(0, copy);
            return copy;
        }
    }

    private static Sprite turn(byte[] colours, byte[] alpha, Pose pose, boolean isColoured) {
        int source = pose.size();
        double cosine = StrictMath.cos(pose.angle());
        double sine = StrictMath.sin(pose.angle());
        int size = (int) Math.ceil(source * (Math.abs(cosine) + Math.abs(sine)) / 2) * 2;
        byte[] luma = new byte[size * size];
        byte[] turnedAlpha = new byte[size * size];
        byte[] blue = new byte[size * size / 4];
        byte[] red = new byte[size * size / 4];
        double middle = (size - 1) / 2.0;
        double sourceMiddle = (source - 1) / 2.0;
        int left = size;
        int right = 0;
        double[] colour = new double[4];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double sourceX = sourceMiddle + cosine * (x - middle) + sine * (y - middle);
                double sourceY = sourceMiddle - sine * (x - middle) + cosine * (y - middle);
                sample(colours, alpha, source, sourceX, sourceY, colour);
                double r = Math.min(255, colour[0] * pose.brightness());
                double g = Math.min(255, colour[1] * pose.brightness());
                double b = Math.min(255, colour[2] * pose.brightness());
                int at = y * size + x;
                // ITU-R BT.601, studio range.
                luma[at] = (byte) Math.round(16 + (65.481 * r + 128.553 * g + 24.966 * b) / 255);
                turnedAlpha[at] = (byte) Math.round(colour[3]);
                if (turnedAlpha[at] != 0) {
                    left = Math.min(left, x);
                    right = Math.max(right, x + 1);
                }
                if (isColoured && x % 2 == 0 && y % 2 == 0) {
                    int half = y / 2 * (size / 2) + x / 2;
                    blue[half] = (byte) Math.round(128 + (-37.797 * r - 74.203 * g + 112 * b) / 255);
                    red[half] = (byte) Math.round(128 + (112 * r - 93.786 * g - 18.214 * b) / 255);
                }
            }
        }
        Sprite.@Nullable Chroma chroma = isColoured ? new Sprite.Chroma(blue, red) : null;
        return new Sprite(size, luma, turnedAlpha, chroma, Math.min(left, right), right);
    }

    /** Red, green, blue and alpha between four pixels; nothing outside the picture. */
    private static void sample(byte[] colours, byte[] alpha, int size, double x, double y, double[] target) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        double right = x - column;
        double below = y - row;
        target[0] = 0;
        target[1] = 0;
        target[2] = 0;
        target[3] = 0;
        add(colours, alpha, size, column, row, (1 - right) * (1 - below), target);
        add(colours, alpha, size, column + 1, row, right * (1 - below), target);
        add(colours, alpha, size, column, row + 1, (1 - right) * below, target);
        add(colours, alpha, size, column + 1, row + 1, right * below, target);
    }

    private static void add(
            byte[] colours, byte[] alpha, int size, int column, int row, double weight, double[] target) {
        if (column < 0 || row < 0 || column >= size || row >= size) {
            return;
        }
        int at = row * size + column;
        target[0] += weight * (colours[3 * at] & 0xff);
        target[1] += weight * (colours[3 * at + 1] & 0xff);
        target[2] += weight * (colours[3 * at + 2] & 0xff);
        target[3] += weight * (alpha[at] & 0xff);
    }
}
