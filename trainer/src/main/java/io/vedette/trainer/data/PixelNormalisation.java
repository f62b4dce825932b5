package io.vedette.trainer.data;

import io.vedette.core.bundle.PreprocessingSpec;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.List;

/**
 * What becomes of a pixel's level before a network sees it: (level / 255 − mean) / deviation, by channel.
 *
 * @param mean one a channel, or one for all, in units of full brightness
 * @param deviation as many, positive
 */
public record PixelNormalisation(List<Float> mean, List<Float> deviation) {
    /** The customary values for colour photographs, of ImageNet's pictures. */
    public static final PixelNormalisation IMAGENET =
            new PixelNormalisation(List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f));

    public PixelNormalisation {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.isEmpty() || mean.size() != deviation.size()) {
            throw new IllegalArgumentException("Needs a mean and a deviation a channel but found " + mean.size()
                    + " means and " + deviation.size() + " deviations");
        }
        for (float value : deviation) {
            if (!(value > 0) || !Float.isFinite(value)) {
                throw new IllegalArgumentException("A deviation must be positive but is " + value);
            }
        }
        for (float value : mean) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("A mean must be a finite number but is " + value);
            }
        }
    }

    /** The same for all channels: level 0 becomes the lowest, level 255 the highest. */
    public static PixelNormalisation ofRange(float lowest, float highest) {
        if (!(highest > lowest)) {
            throw new IllegalArgumentException(
                    "Pixels must become more from black to white but come to " + lowest + " and " + highest);
        }
        double deviation = 1 / ((double) highest - lowest);
        return new PixelNormalisation(List.of((float) (0 - lowest * deviation)), List.of((float) deviation));
    }

    /** The preparation of pictures with this in place of its own. */
    public PreprocessingSpec applyTo(PreprocessingSpec spec) {
        int channels = spec.channels();
        if (mean.size() != 1 && mean.size() != channels) {
            throw new OtherChannelsException(mean.size(), channels);
        }
        return new PreprocessingSpec(
                spec.width(),
                spec.height(),
                spec.colourOrder(),
                spec.resizeMode(),
                spec.interpolation(),
                spec.fill(),
                mean.size() == 1 ? Collections.nCopies(channels, mean.get(0)) : mean,
                deviation.size() == 1 ? Collections.nCopies(channels, deviation.get(0)) : deviation);
    }

    /** What a share of full brightness becomes, to five digits. */
    private String level(int brightness) {
        return new BigDecimal((brightness - (double) mean.get(0)) / deviation.get(0))
                .round(new MathContext(5))
                .stripTrailingZeros()
                .toPlainString();
    }

    @Override
    public String toString() {
        return mean.size() == 1
                ? "%s to %s".formatted(level(0), level(1))
                : "(level / 255 − %s) / %s".formatted(mean, deviation);
    }
}
