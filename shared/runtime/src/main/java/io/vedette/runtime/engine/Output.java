package io.vedette.runtime.engine;

import io.vedette.runtime.image.ElementType;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** One output tensor: the runtime's memory, and the reused array of its real values. */
final class Output {
    private final String model;
    private final String name;
    private final ByteBuffer memory;
    private final FloatBuffer floats;
    private final ElementType elementType;
    private final float scale;
    private final int zeroPoint;
    private final float[] values;

    Output(String model, String name, ByteBuffer memory, ElementType elementType, float scale, int zeroPoint) {
        this.model = model;
        this.name = name;
        this.memory = memory;
        this.floats = memory.asFloatBuffer();
        this.elementType = elementType;
        this.scale = scale;
        this.zeroPoint = zeroPoint;
        this.values = new float[memory.capacity() / elementType.sizeBytes()];
    }

    float[] values() {
        return values;
    }

    /** Copies the runtime's memory into the array as real values. */
    void read() {
        switch (elementType) {
            case FLOAT32 -> floats.get(0, values);
            case INT8 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = scale * (memory.get(i) - zeroPoint);
                }
            }
            case UINT8 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = scale * ((memory.get(i) & 0xff) - zeroPoint);
                }
            }
        }
        requireFinite(model, name, values);
    }

    static void requireFinite(String model, String name, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new NonFiniteOutputException(model, name, i, values[i]);
            }
        }
    }
}
