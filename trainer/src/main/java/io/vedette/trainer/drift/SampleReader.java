package io.vedette.trainer.drift;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.drift.Signal;
import io.vedette.core.stats.Entropy;
import io.vedette.runtime.engine.Engine;
import io.vedette.runtime.image.PictureStatistics;
import io.vedette.runtime.image.Preprocessor;
import io.vedette.trainer.data.DevicePictures;
import io.vedette.trainer.data.Progress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Samples pictures with a model file in its own runtime, as a device does. */
final class SampleReader {
    private final Engine engine;
    private final PreprocessingSpec specification;
    private final Preprocessor preprocessor;
    private final PictureStatistics statistics;

    SampleReader(Engine engine, PreprocessingSpec specification) {
        this.engine = engine;
        this.specification = specification;
        this.preprocessor = new Preprocessor(specification, engine.input());
        this.statistics =
                new PictureStatistics(specification.width(), specification.height(), specification.colourOrder());
    }

    /** The samples of the pictures, in their order; {@code progress} hears of each. */
    List<Sample> read(DevicePictures pictures, Progress progress) {
        List<Sample> samples = new ArrayList<>(pictures.size());
        byte[] pixels = new byte[specification.pixelBytes()];
        ByteBuffer source = ByteBuffer.wrap(pixels);
        for (int i = 0; i < pictures.size(); i++) {
            pictures.copyTo(i, pixels);
            preprocessor.apply(source, engine.inputBuffer());
            engine.run();
            statistics.measure(source);
            samples.add(sample());
            progress.advance(1);
        }
        return samples;
    }

    private Sample sample() {
        float[] probabilities = softmax(engine.logits());
        int label = 0;
        for (int i = 1; i < probabilities.length; i++) {
            label = probabilities[i] > probabilities[label] ? i : label;
        }
        Map<Signal, Double> numbers = new EnumMap<>(Signal.class);
        numbers.put(Signal.CONFIDENCE, (double) probabilities[label]);
        numbers.put(Signal.ENTROPY, Entropy.normalized(probabilities));
        numbers.put(Signal.LUMINANCE, statistics.luminance());
        numbers.put(Signal.CONTRAST, statistics.contrast());
        if (specification.colourOrder() != ColourOrder.GREY) {
            numbers.put(Signal.SATURATION, statistics.saturation());
        }
        numbers.put(Signal.SHARPNESS, statistics.sharpness());
        numbers.put(Signal.DARK, statistics.dark());
        numbers.put(Signal.BURNT, statistics.burnt());
        List<Float> embedding = new ArrayList<>(engine.embedding().length);
        for (float value : engine.embedding()) {
            embedding.add(value);
        }
        return new Sample(label, numbers, embedding);
    }

    private static float[] softmax(float[] logits) {
        float highest = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            highest = Math.max(highest, logit);
        }
        float[] probabilities = new float[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            double value = Math.exp(logits[i] - highest);
            probabilities[i] = (float) value;
            sum += value;
        }
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = (float) (probabilities[i] / sum);
        }
        return probabilities;
    }
}
