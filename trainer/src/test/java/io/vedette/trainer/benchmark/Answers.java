package io.vedette.trainer.benchmark;

import io.vedette.runtime.engine.Engine;
import io.vedette.runtime.image.Preprocessor;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.evaluation.ParityCheck;
import io.vedette.trainer.packaging.ModelFile;
import java.nio.ByteBuffer;

/** What files answer to a dataset's examples. */
final class Answers {
    private Answers() {}

    /** The logits of each example. */
    static float[][] of(ModelFile file, Dataset dataset, int[] examples) {
        try (Engine engine = file.open()) {
            return of(engine, dataset, examples);
        }
    }

    /** The logits of each example, by an engine that stays open. */
    static float[][] of(Engine engine, Dataset dataset, int[] examples) {
        Preprocessor preprocessor = new Preprocessor(dataset.preprocessing(), engine.input());
        float[][] logits = new float[examples.length][];
        for (int i = 0; i < examples.length; i++) {
            preprocessor.apply(ByteBuffer.wrap(dataset.pixels().get(examples[i])), engine.inputBuffer());
            engine.run();
            logits[i] = engine.logits().clone();
        }
        return logits;
    }

    /** The comparison of a file with other answers to the same examples. */
    static ParityCheck compare(float[][] reference, ModelFile file, Dataset dataset, int[] examples) {
        return ParityCheck.compare(reference, of(file, dataset, examples), dataset.classesOf(examples));
    }
}
