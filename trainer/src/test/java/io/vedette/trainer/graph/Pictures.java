package io.vedette.trainer.graph;

import io.vedette.runtime.engine.Engine;
import io.vedette.runtime.image.ElementType;
import io.vedette.runtime.image.TensorLayout;
import io.vedette.runtime.image.TensorSpec;
import io.vedette.trainer.graph.operator.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random pictures for tests, and their way into an engine of any layout and type. */
public final class Pictures {
    private Pictures() {}

    /** Pictures of normal numbers, channel by channel. */
    public static List<float[]> random(Shape shape, int count, long seed) {
        Random random = new Random(seed);
        List<float[]> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] picture = new float[shape.elements()];
            for (int j = 0; j < picture.length; j++) {
                picture[j] = (float) random.nextGaussian();
            }
            pictures.add(picture);
        }
        return pictures;
    }

    /** Puts a picture into an engine and runs it. */
    public static void run(Engine engine, Shape shape, float[] picture) {
        TensorSpec spec = engine.input();
        ByteBuffer buffer = engine.inputBuffer();
        int area = shape.height() * shape.width();
        for (int channel = 0; channel < shape.channels(); channel++) {
            for (int pixel = 0; pixel < area; pixel++) {
                float number = picture[channel * area + pixel];
                int position = spec.layout() == TensorLayout.NCHW
                        ? channel * area + pixel
                        : pixel * shape.channels() + channel;
                if (spec.elementType() == ElementType.FLOAT32) {
                    buffer.putFloat(position * Float.BYTES, number);
                } else {
                    buffer.put(position, (byte) spec.elementType().quantize(number, spec.scale(), spec.zeroPoint()));
                }
            }
        }
        engine.run();
    }
}
