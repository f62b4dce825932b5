package io.vedette.trainer.packaging;

import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.runtime.engine.Engine;
import io.vedette.runtime.image.Preprocessor;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.Progress;
import io.vedette.trainer.evaluation.ParityCheck;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Runs a model file over images in its own runtime and compares its answers with the trained network's. */
public final class ModelMeasurer {
    private final Dataset dataset;
    private final int[] examples;
    private final float[][] reference;

    /**
     * @param examples the images to measure on
     * @param reference the trained network's logits of these images, in their order
     */
    public ModelMeasurer(Dataset dataset, int[] examples, float[][] reference) {
        if (examples.length == 0 || examples.length != reference.length) {
            throw new IllegalArgumentException(
                    "Measuring needs a reference for each image: " + examples.length + " and " + reference.length);
        }
        this.dataset = dataset;
        this.examples = examples.clone();
        this.reference = reference.clone();
    }

    /** How many images each file is measured on. */
    public int size() {
        return examples.length;
    }

    /** Measures one file; {@code progress} hears of each image. */
    public Measurement measure(ModelFile file, Progress progress) {
        PreprocessingSpec specification = dataset.preprocessing();
        try (Engine engine = file.open()) {
            Preprocessor preprocessor = new Preprocessor(specification, engine.input());
            byte[] pixels = new byte[specification.pixelBytes()];
            ByteBuffer source = ByteBuffer.wrap(pixels);
            double[] latencies = new double[examples.length];
            float[][] logits = new float[examples.length][];
            for (int i = 0; i < examples.length; i++) {
                dataset.pixels().copyTo(examples[i], pixels, 0);
                long start = System.nanoTime();
                preprocessor.apply(source, engine.inputBuffer());
                engine.run();
                latencies[i] = (System.nanoTime() - start) / 1e6;
                logits[i] = engine.logits().clone();
                progress.advance(1);
            }
            Arrays.sort(latencies);
            ParityCheck parity = ParityCheck.compare(reference, logits, dataset.classesOf(examples));
            return new Measurement(parity, latencies[latencies.length / 2], engine.runtime());
        }
    }
}
