package io.vedette.trainer.training;

import io.vedette.core.bundle.PreprocessingSpec;
import java.util.Random;

/** Turns packed pixels, height × width × channels, into a batch's values, example × channel × height × width, augmented or not. */
final class BatchWriter {
    private final int height;
    private final int width;
    private final Normalisation normalisation;
    private final float[] levels = new float[256];
    private final ZoomOut zoomOut;
    private final Ground ground;
    private final byte[] zoomed;

    BatchWriter(PreprocessingSpec spec) {
        this.height = spec.height();
        this.width = spec.width();
        this.normalisation = new Normalisation(spec);
        this.zoomOut = new ZoomOut(height, width, spec.channels());
        this.ground = new Ground(height, width, spec.channels());
        this.zoomed = new byte[spec.pixelBytes()];
    }

    /** Writes the example whose bytes start at {@code pixelOffset} to {@code target} from {@code targetOffset} on. */
    void write(byte[] pixels, int pixelOffset, float[] target, int targetOffset) {
        int channels = normalisation.channels();
        int area = height * width;
        for (int channel = 0; channel < channels; channel++) {
            float[] row = normalisation.row(channel);
            int at = targetOffset + channel * area;
            for (int i = 0; i < area; i++) {
                target[at + i] = row[pixels[pixelOffset + i * channels + channel] & 0xff];
            }
        }
    }

    /** As {@link #write}, with changes drawn from {@code random}. */
    void writeAugmented(
            byte[] pixels,
            int pixelOffset,
            float[] target,
            int targetOffset,
            Augmentation augmentation,
            Random random) {
        if (augmentation.zoomOut() < 1 && random.nextBoolean()) {
            float scale = augmentation.zoomOut() + (1 - augmentation.zoomOut()) * random.nextFloat();
            zoomOut.draw(pixels, pixelOffset, zoomed, scale, random.nextFloat(), random.nextFloat());
            if (augmentation.ground() > 0) {
                ground.layUnder(zoomed, augmentation.ground(), random);
            }
            writeMoved(zoomed, 0, target, targetOffset, augmentation, random);
        } else {
            writeMoved(pixels, pixelOffset, target, targetOffset, augmentation, random);
        }
    }

    private void writeMoved(
            byte[] pixels,
            int pixelOffset,
            float[] target,
            int targetOffset,
            Augmentation augmentation,
            Random random) {
        boolean isFlipped = augmentation.flip() && random.nextBoolean();
        int down = draw(augmentation.shift(), random);
        int right = draw(augmentation.shift(), random);
        float gain = 1 + augmentation.contrast() * symmetric(augmentation.contrast(), random);
        float lift = 255 * augmentation.brightness() * symmetric(augmentation.brightness(), random);
        int channels = normalisation.channels();
        for (int channel = 0; channel < channels; channel++) {
            float[] row = levels(normalisation.row(channel), gain, lift);
            int at = targetOffset + channel * height * width;
            for (int y = 0; y < height; y++) {
                int line = pixelOffset + clamp(y - down, height) * width * channels + channel;
                for (int x = 0; x < width; x++) {
                    int column = clamp((isFlipped ? width - 1 - x : x) - right, width);
                    target[at++] = row[pixels[line + column * channels] & 0xff];
                }
            }
        }
    }

    /** The values of changed pixels: pixels are rounded and limited as a camera's would be. */
    private float[] levels(float[] row, float gain, float lift) {
        if (gain == 1 && lift == 0) {
            return row;
        }
        for (int pixel = 0; pixel < 256; pixel++) {
            int changed = Math.round((pixel - 127.5f) * gain + 127.5f + lift);
            levels[pixel] = row[Math.max(0, Math.min(255, changed))];
        }
        return levels;
    }

    private static int draw(int most, Random random) {
        return most == 0 ? 0 : random.nextInt(2 * most + 1) - most;
    }

    private static float symmetric(float most, Random random) {
        return most == 0 ? 0 : 2 * random.nextFloat() - 1;
    }

    private static int clamp(int index, int length) {
        return Math.max(0, Math.min(length - 1, index));
    }
}
