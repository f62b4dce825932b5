package io.vedette.trainer.packaging;

import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.runtime.image.Preprocessor;
import io.vedette.runtime.image.TensorLayout;
import io.vedette.runtime.image.TensorSpec;
import io.vedette.trainer.data.Dataset;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;

/** Examples of a dataset as tensors of floats, channels × height × width, made one at a time. */
final class CalibrationPictures implements Iterable<float[]> {
    private final Dataset dataset;
    private final int[] examples;

    CalibrationPictures(Dataset dataset, int[] examples) {
        this.dataset = dataset;
        this.examples = examples.clone();
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
