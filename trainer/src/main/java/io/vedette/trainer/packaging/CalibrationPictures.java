package io.vedette.trainer.packaging;

import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.Sha256;
import io.vedette.runtime.image.Preprocessor;
import io.vedette.runtime.image.TensorLayout;
import io.vedette.runtime.image.TensorSpec;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.Shuffle;
import io.vedette.trainer.data.Split;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.Random;
import java.util.stream.IntStream;

/** Examples of a dataset that give ranges, none of them a test image, as tensors of floats, channels × height × width, made one at a time. */
public final class CalibrationPictures implements Iterable<float[]> {
    /** Ranges of fewer images are chance. */
    public static final int FEWEST = 32;

    private final Dataset dataset;
    private final int[] examples;

    private CalibrationPictures(Dataset dataset, int[] examples) {
        this.dataset = dataset;
        this.examples = examples;
    }

    /**
     * Training examples, picked by a seed.
     *
     * @param most the largest number of them
     * @throws TooFewCalibrationImagesException if they are fewer than {@value #FEWEST}
     * @throws TestImageInCalibrationException if one of them has the pixels of a test example
     */
    public static CalibrationPictures choose(Dataset dataset, int most, long seed) {
        int[] training = dataset.indices(Split.TRAIN);
        Shuffle.shuffle(training, new Random(seed));
        return of(dataset, Arrays.copyOf(training, Math.min(most, training.length)));
    }

    /** No examples, for files in floats, which need no ranges. */
    public static CalibrationPictures none(Dataset dataset) {
        return new CalibrationPictures(dataset, new int[0]);
    }

    /** The given examples, checked likewise. */
    public static CalibrationPictures of(Dataset dataset, int[] examples) {
        if (examples.length < FEWEST) {
            throw new TooFewCalibrationImagesException(examples.length, FEWEST);
        }
        requireNoTestImages(dataset, examples);
        return new CalibrationPictures(dataset, examples.clone());
    }

    private static void requireNoTestImages(Dataset dataset, int[] examples) {
        Map<String, Integer> testImages = new HashMap<>();
        for (int example : dataset.indices(Split.TEST)) {
            testImages.putIfAbsent(Sha256.of(dataset.pixels().get(example)), example);
        }
        int found = 0;
        String first = "";
        String twin = "";
        for (int example : examples) {
            Integer test = testImages.get(Sha256.of(dataset.pixels().get(example)));
            if (test != null && found++ == 0) {
                first = dataset.exampleName(example);
                twin = dataset.exampleName(test);
            }
        }
        if (found > 0) {
            throw new TestImageInCalibrationException(found, examples.length, first, twin);
        }
    }

    /** How many there are. */
    public int size() {
        return examples.length;
    }

    @Override
    public Iterator<float[]> iterator() {
        PreprocessingSpec specification = dataset.preprocessing();
        TensorSpec tensor = TensorSpec.ofFloats(
                List.of(1, specification.channels(), specification.height(), specification.width()), TensorLayout.NCHW);
        Preprocessor preprocessor = new Preprocessor(specification, tensor);
        ByteBuffer values =
                ByteBuffer.allocate(specification.pixelBytes() * Float.BYTES).order(ByteOrder.nativeOrder());
        PrimitiveIterator.OfInt order = IntStream.of(examples).iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return order.hasNext();
            }

            @Override
            public float[] next() {
                preprocessor.apply(ByteBuffer.wrap(dataset.pixels().get(order.nextInt())), values);
                float[] picture = new float[specification.pixelBytes()];
                values.asFloatBuffer().get(picture);
                return picture;
            }
        };
    }
}
