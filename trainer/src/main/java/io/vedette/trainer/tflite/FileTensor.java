package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.IntegerType;
import io.vedette.trainer.graph.TensorStorage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.lite.schema.Buffer;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.QuantizationParameters;
import org.tensorflow.lite.schema.Tensor;
import org.tensorflow.lite.schema.TensorType;

/** A tensor of a file that is read: computed, or a constant with its content. */
final class FileTensor {
    /** Most numbers of one tensor: a gibibyte of floats. */
    static final int MOST_ELEMENTS = 1 << 28;

    private static final int MOST_AXES = 8;
    private static final int LONGEST_NAME_BYTES = 200;

    private final int index;
    private final Tensor tensor;
    private final Buffer buffer;
    private final String name;

    private FileTensor(int index, Tensor tensor, Buffer buffer) {
        this.index = index;
        this.tensor = tensor;
        this.buffer = buffer;
        ByteBuffer bytes = tensor.nameAsByteBuffer();
        this.name = bytes == null ? "" : text(bytes);
    }

    static FileTensor of(int index, Tensor tensor, Model model) {
        if (tensor.buffer() >= model.buffersLength()) {
            throw new TfliteFileException("has tensor " + index + " with its content in buffer " + tensor.buffer()
                    + " but has " + model.buffersLength() + " buffers");
        }
        return new FileTensor(index, tensor, model.buffers((int) tensor.buffer()));
    }

    /** A string of the file, cut where no one would read on. */
    static String text(ByteBuffer bytes) {
        ByteBuffer beginning = bytes.slice();
        byte[] text = new byte[Math.min(LONGEST_NAME_BYTES, beginning.remaining())];
        beginning.get(text);
        return new String(text, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
    }

    int index() {
        return index;
    }

    /** The name in the file, empty where it has none. */
    String name() {
        return name;
    }

    /** What a node for it is called: converters join the names of all that they fused by semicolons, the first says enough. */
    String shortName() {
        int end = name.indexOf(';');
        String first = end < 0 ? name : name.substring(0, end);
        return first.isBlank() ? "tensor_" + index : first;
    }

    byte type() {
        return tensor.type();
    }

    /**
     * The extent along each axis.
     *
     * @throws TfliteFileException when it is not known before a picture comes, or has too many elements
     */
    List<Integer> shape() {
        if (tensor.shapeLength() > MOST_AXES) {
            throw problem("has " + tensor.shapeLength() + " axes where at most " + MOST_AXES + " are read");
        }
        List<Integer> shape = new ArrayList<>();
        long elements = 1;
        for (int axis = 0; axis < tensor.shapeLength(); axis++) {
            int size = tensor.shape(axis);
            boolean isOpen = axis > 0 && axis < tensor.shapeSignatureLength() && tensor.shapeSignature(axis) < 0;
            if (size < 1 || isOpen) {
                throw problem("has an extent along axis " + axis
                        + " that is not known before a picture comes; only fixed shapes are read");
            }
            shape.add(size);
            elements *= size;
            if (elements > MOST_ELEMENTS) {
                throw problem("has more than " + MOST_ELEMENTS + " numbers");
            }
        }
        return shape;
    }

    /** How many numbers it has. */
    int elements() {
        return shape().stream().reduce(1, (a, b) -> a * b);
    }

    /** Whether the file holds its content. */
    boolean isConstant() {
        return buffer.dataLength() > 0;
    }

    /** Its bytes, little-endian, of a constant that lies whole and plain in the file. */
    ByteBuffer content(int elementSize) {
        if (tensor.sparsity() != null) {
            throw problem("is sparse, which is not read");
        }
        long expected = (long) elements() * elementSize;
        if (buffer.dataLength() != expected) {
            throw problem("must have " + expected + " bytes of content but has " + buffer.dataLength());
        }
        return buffer.dataAsByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The steps of its integers, one or as many as its axis of channels is long; none where it has no integers. */
    float[] scales() {
        QuantizationParameters quantization = tensor.quantization();
        if (quantization == null) {
            return new float[0];
        }
        if (quantization.detailsType() != 0) {
            throw problem("is quantized in a way of its own, which is not read");
        }
        int count = quantization.scaleLength();
        int axis = quantization.quantizedDimension();
        List<Integer> shape = shape();
        if (count > 1 && (axis < 0 || axis >= shape.size() || shape.get(axis) != count)) {
            throw problem("has " + count + " scales along axis " + axis + " of shape " + shape);
        }
        float[] scales = new float[count];
        for (int i = 0; i < count; i++) {
            scales[i] = quantization.scale(i);
            if (!(scales[i] > 0) || !Float.isFinite(scales[i])) {
                throw problem("has scale " + scales[i] + " where a positive number is needed");
            }
        }
        return scales;
    }

    /** The integers that stand for zero, one for each of so many scales. */
    int[] zeroPoints(int scales) {
        QuantizationParameters quantization = tensor.quantization();
        int count = quantization == null ? 0 : quantization.zeroPointLength();
        if (count > 1 && count < scales) {
            throw problem("has " + count + " zero points for " + scales + " scales");
        }
        int[] zeroPoints = new int[scales];
        for (int i = 0; i < scales && quantization != null && count > 0; i++) {
            long zeroPoint = quantization.zeroPoint(count == 1 ? 0 : i);
            if (zeroPoint < lowest() || zeroPoint > highest()) {
                throw problem("has zero point " + zeroPoint + ", which is not one of its integers");
            }
            zeroPoints[i] = (int) zeroPoint;
        }
        return zeroPoints;
    }

    /** How its integers stand for real numbers; nothing where it holds none, or does not say. */
    Optional<TensorStorage> findStorage() {
        return storage(scales());
    }

    /** The same for a computed tensor, which has one step for all. */
    Optional<TensorStorage> findValueStorage() {
        QuantizationParameters quantization = tensor.quantization();
        return quantization != null && quantization.scaleLength() == 1 ? findStorage() : Optional.empty();
    }

    /** The same for steps that the file leaves to be known. */
    Optional<TensorStorage> storage(float[] steps) {
        IntegerType integers =
                switch (type()) {
                    case TensorType.INT8 -> IntegerType.INT8;
                    case TensorType.UINT8 -> IntegerType.UINT8;
                    case TensorType.INT16 -> IntegerType.INT16;
                    case TensorType.INT32 -> IntegerType.INT32;
                    default -> null;
                };
        if (integers == null || steps.length == 0) {
            return Optional.empty();
        }
        return Optional.of(TensorStorage.of(integers, steps, zeroPoints(steps.length)));
    }

    /** How many numbers in a row share a scale. */
    int elementsPerScale() {
        QuantizationParameters quantization = tensor.quantization();
        int elements = 1;
        List<Integer> shape = shape();
        for (int axis = quantization == null ? 0 : quantization.quantizedDimension() + 1; axis < shape.size(); axis++) {
            elements *= shape.get(axis);
        }
        return elements;
    }

    boolean isVariable() {
        return tensor.isVariable();
    }

    private long lowest() {
        return switch (type()) {
            case TensorType.UINT8 -> 0;
            case TensorType.INT8 -> Byte.MIN_VALUE;
            case TensorType.INT16 -> Short.MIN_VALUE;
            default -> Integer.MIN_VALUE;
        };
    }

    private long highest() {
        return switch (type()) {
            case TensorType.UINT8 -> 0xff;
            case TensorType.INT8 -> Byte.MAX_VALUE;
            case TensorType.INT16 -> Short.MAX_VALUE;
            default -> Integer.MAX_VALUE;
        };
    }

    static String typeName(byte type) {
        return type >= 0 && type < TensorType.names.length ? TensorType.names[type] : "type " + type;
    }

    TfliteFileException problem(String problem) {
        return new TfliteFileException("has tensor " + index + " " + shortName() + " that " + problem);
    }
}
