package io.vedette.trainer.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.TensorStorage;
import io.vedette.trainer.graph.operator.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A tensor that a file holds: numbers of any type, looked at where they lie.
 *
 * @param file for messages
 * @param type the format's number of the type
 * @param numbers the number at a position counted row by row, exact for all types but 64-bit integers beyond 2⁵³
 * @param steps from the file's tensor to this one, each of which is taken anew for each number
 * @param storage of numbers that the file holds as integers, worked out where it is asked for
 */
record OnnxConstant(
        String file,
        String name,
        List<Integer> dimensions,
        int type,
        IntToDoubleFunction numbers,
        int steps,
        Optional<Supplier<TensorStorage>> storage)
        implements OnnxValue {
    /** How many axes any shape may have; channels are shuffled in five. */
    private static final int MAX_RANK = 16;

    /** 512 MiB in floats; the largest matrix of VGG has three quarters of it. */
    static final int MAX_ELEMENTS = 1 << 27;

    /** No tool nests more than a few, and each is a call within a call. */
    private static final int MAX_STEPS = 32;

    OnnxConstant {
        dimensions = List.copyOf(dimensions);
        requireRank(dimensions.size());
        if (steps > MAX_STEPS) {
            throw new IllegalArgumentException("derives constant " + name + " in more than " + MAX_STEPS + " steps");
        }
    }

    /** A constant that needs no other. */
    OnnxConstant(String file, String name, List<Integer> dimensions, int type, IntToDoubleFunction numbers) {
        this(file, name, dimensions, type, numbers, 0, Optional.empty());
    }

    static void requireRank(int rank) {
        if (rank > MAX_RANK) {
            throw new IllegalArgumentException(
                    "makes a shape of " + rank + " axes but at most " + MAX_RANK + " are read");
        }
    }

    /** The tensor of a file. */
    static OnnxConstant of(String file, String name, TensorProto tensor) {
        requireOwn(file, name, tensor);
        List<Integer> dimensions = dimensions(file, name, tensor);
        int elements = elements(dimensions);
        IntToDoubleFunction numbers = tensor.getRawData().isEmpty()
                ? listed(file, name, tensor, elements)
                : raw(file, name, tensor, elements);
        return new OnnxConstant(file, name, dimensions, tensor.getDataType(), numbers);
    }

    private static void requireOwn(String file, String name, TensorProto tensor) {
        if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL || tensor.getExternalDataCount() > 0) {
            String location = tensor.getExternalDataList().stream()
                    .filter(entry -> entry.getKey().equals("location"))
                    .map(entry -> entry.getValue())
                    .findFirst()
                    .orElse("");
            throw new ExternalTensorException(file, name, location);
        }
        if (tensor.hasSegment()) {
            throw new OnnxFormatException(file, "holds tensor " + name + " in segments, which no tool writes");
        }
    }

    private static List<Integer> dimensions(String file, String name, TensorProto tensor) {
        if (tensor.getDimsCount() > MAX_RANK) {
            throw new OversizedTensorException(file, name, "of " + tensor.getDimsCount() + " axes", MAX_ELEMENTS);
        }
        List<Integer> dimensions = new ArrayList<>();
        long elements = 1;
        for (long dimension : tensor.getDimsList()) {
            if (dimension < 0) {
                throw new OnnxFormatException(file, "holds tensor " + name + " of shape " + tensor.getDimsList());
            }
            if (dimension > MAX_ELEMENTS || elements * dimension > MAX_ELEMENTS) {
                throw new OversizedTensorException(
                        file, name, tensor.getDimsList().toString(), MAX_ELEMENTS);
            }
            elements *= dimension;
            dimensions.add((int) dimension);
        }
        return dimensions;
    }

    private static int elements(List<Integer> dimensions) {
        int elements = 1;
        for (int dimension : dimensions) {
            elements *= dimension;
        }
        return elements;
    }

    private static IntToDoubleFunction raw(String file, String name, TensorProto tensor, int elements) {
        int type = tensor.getDataType();
        int sizeBytes = sizeBytes(file, name, type);
        ByteString content = tensor.getRawData();
        if (content.size() != (long) elements * sizeBytes) {
            throw new OnnxFormatException(
                    file,
                    "holds tensor " + name + " of shape " + tensor.getDimsList() + " with " + content.size()
                            + " bytes where " + (long) elements * sizeBytes + " are needed");
        }
        ByteBuffer bytes = content.asReadOnlyByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
        return switch (type) {
            case DataType.FLOAT_VALUE -> i -> bytes.getFloat(i * Float.BYTES);
            case DataType.DOUBLE_VALUE -> i -> bytes.getDouble(i * Double.BYTES);
            case DataType.FLOAT16_VALUE -> i -> half(bytes.getShort(i * Short.BYTES));
            case DataType.INT8_VALUE -> bytes::get;
            case DataType.UINT8_VALUE, DataType.BOOL_VALUE -> i -> Byte.toUnsignedInt(bytes.get(i));
            case DataType.INT16_VALUE -> i -> bytes.getShort(i * Short.BYTES);
            case DataType.UINT16_VALUE -> i -> Short.toUnsignedInt(bytes.getShort(i * Short.BYTES));
            case DataType.INT32_VALUE -> i -> bytes.getInt(i * Integer.BYTES);
            default -> i -> bytes.getLong(i * Long.BYTES);
        };
    }

    private static int sizeBytes(String file, String name, int type) {
        return switch (type) {
            case DataType.INT8_VALUE, DataType.UINT8_VALUE, DataType.BOOL_VALUE -> 1;
            case DataType.INT16_VALUE, DataType.UINT16_VALUE, DataType.FLOAT16_VALUE -> Short.BYTES;
            case DataType.FLOAT_VALUE, DataType.INT32_VALUE -> Integer.BYTES;
            case DataType.DOUBLE_VALUE, DataType.INT64_VALUE -> Long.BYTES;
            default ->
                throw new OnnxFormatException(
                        file,
                        "holds tensor " + name + " of type " + typeName(type)
                                + " but floats and integers of 8 to 64 bits are read");
        };
    }

    private static IntToDoubleFunction listed(String file, String name, TensorProto tensor, int elements) {
        int type = tensor.getDataType();
        sizeBytes(file, name, type);
        int count =
                switch (type) {
                    case DataType.FLOAT_VALUE -> tensor.getFloatDataCount();
                    case DataType.DOUBLE_VALUE -> tensor.getDoubleDataCount();
                    case DataType.INT64_VALUE -> tensor.getInt64DataCount();
                    default -> tensor.getInt32DataCount();
                };
        if (count != elements) {
            throw new OnnxFormatException(
                    file,
                    "holds tensor " + name + " of shape " + tensor.getDimsList() + " with " + count + " numbers where "
                            + elements + " are needed");
        }
        return switch (type) {
            case DataType.FLOAT_VALUE -> tensor::getFloatData;
            case DataType.DOUBLE_VALUE -> tensor::getDoubleData;
            case DataType.INT64_VALUE -> tensor::getInt64Data;
            case DataType.FLOAT16_VALUE -> i -> half((short) tensor.getInt32Data(i));
            default -> tensor::getInt32Data;
        };
    }

    /** A number of IEEE 754's half precision: 1 bit of sign, 5 of exponent, 10 of fraction. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double size =
                switch (exponent) {
                    case 0 -> Math.scalb((double) fraction, -24);
                    case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
                    default -> Math.scalb((double) fraction + 0x400, exponent - 25);
                };
        return bits < 0 ? -size : size;
    }

    static String typeName(int type) {
        DataType known = DataType.forNumber(type);
        return known == null ? "number " + type : known.name();
    }

    /** A constant that the file does not hold but that follows from it. */
    OnnxConstant derived(List<Integer> newDimensions, int newType, IntToDoubleFunction newNumbers) {
        return new OnnxConstant(file, name, newDimensions, newType, newNumbers, steps + 1, Optional.empty());
    }

    /** A list of integers. */
    static OnnxConstant ofIntegers(String file, String name, List<Integer> values) {
        return new OnnxConstant(file, name, List.of(values.size()), DataType.INT64_VALUE, values::get);
    }

    int elements() {
        return elements(dimensions);
    }

    double at(int index) {
        return numbers.applyAsDouble(index);
    }

    boolean isScalar() {
        return elements() == 1;
    }

    /** The only number of a constant that has one. */
    double number() {
        if (!isScalar()) {
            throw new IllegalArgumentException("needs one number but constant " + name + " has shape " + dimensions);
        }
        return at(0);
    }

    /** The only number of a constant that has one, or has the same everywhere, as a scale that is told once per channel. */
    double sameNumber() {
        if (elements() == 0 || IntStream.range(1, elements()).anyMatch(i -> at(i) != at(0))) {
            throw new IllegalArgumentException(
                    "needs one number everywhere but constant " + name + " of shape " + dimensions + " has several");
        }
        return at(0);
    }

    /** The numbers as integers, which stand for shapes, axes or paddings. */
    List<Long> toIntegers() {
        if (elements() > Short.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "needs a few integers but constant " + name + " has shape " + dimensions);
        }
        return IntStream.range(0, elements()).mapToObj(i -> (long) at(i)).toList();
    }

    /** The same numbers in the same order in another shape. */
    OnnxConstant withDimensions(List<Integer> newDimensions) {
        return new OnnxConstant(file, name, newDimensions, type, numbers, steps, storage);
    }

    OnnxConstant withStorage(Optional<Supplier<TensorStorage>> newStorage) {
        return new OnnxConstant(file, name, dimensions, type, numbers, steps, newStorage);
    }

    /** The numbers with axes exchanged: axis i of the result is axis {@code order.get(i)} of this. */
    OnnxConstant transposed(List<Integer> order) {
        int rank = dimensions.size();
        int[] strides = new int[rank];
        int stride = 1;
        for (int axis = rank - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= dimensions.get(axis);
        }
        List<Integer> turned = order.stream().map(dimensions::get).toList();
        int[] sizes = turned.stream().mapToInt(Integer::intValue).toArray();
        int[] steps = order.stream().mapToInt(axis -> strides[axis]).toArray();
        return derived(turned, type, i -> {
                    int position = 0;
                    int rest = i;
                    for (int axis = rank - 1; axis >= 0; axis--) {
                        position += rest % sizes[axis] * steps[axis];
                        rest /= sizes[axis];
                    }
                    return at(position);
                })
                .withStorage(storage);
    }

    /** The numbers as a weight in floats. */
    Tensor toTensor(Shape shape) {
        if (elements() != shape.elements()) {
            throw new IllegalArgumentException(
                    "needs a weight of shape " + shape + " but constant " + name + " has shape " + dimensions);
        }
        return tensor(shape, i -> at(i));
    }

    /** A weight in floats that follows from this. */
    Tensor tensor(Shape shape, IntToDoubleFunction derivation) {
        float[] values = new float[shape.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) derivation.applyAsDouble(i);
            if (!Float.isFinite(values[i])) {
                throw new NonFiniteTensorException(file, name, i, values[i]);
            }
        }
        return Tensor.owning(shape, values);
    }
}
