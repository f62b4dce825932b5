package io.vedette.trainer.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.operator.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The only input of a file.
 *
 * @param shape channels, height, width, wherever the file has its channels
 * @param value what the file's name for it stands for
 */
record Picture(Shape shape, GraphValue value) {
    private static final Set<Integer> REAL_TYPES =
            Set.of(DataType.FLOAT_VALUE, DataType.DOUBLE_VALUE, DataType.FLOAT16_VALUE);

    private static final Set<Integer> COLOURS = Set.of(1, 3);
    private static final int MAX_EXTENT = 1 << 15;

    static Picture of(String file, ValueInfoProto input) {
        TypeProto.Tensor type = input.getType().getTensorType();
        if (!REAL_TYPES.contains(type.getElemType())) {
            throw new OnnxFormatException(
                    file,
                    "has input " + input.getName() + " of type " + OnnxConstant.typeName(type.getElemType())
                            + " but it must be of floats");
        }
        List<Dimension> found = type.getShape().getDimList();
        boolean hasBatch = found.size() == 4;
        List<Integer> dimensions = new ArrayList<>();
        for (int axis = 0; axis < found.size(); axis++) {
            Dimension dimension = found.get(axis);
            boolean isBatch = hasBatch && axis == 0;
            long size = isBatch && !dimension.hasDimValue() ? 1 : dimension.getDimValue();
            // Some tools write a batch of any size as 0 or -1.
            size = isBatch && size <= 0 ? 1 : size;
            if (size < 1 || size > MAX_EXTENT || (isBatch && size != 1)) {
                throw new OnnxShapeException(file, input.getName(), text(found));
            }
            dimensions.add((int) size);
        }
        if (!hasBatch && found.size() != 3) {
            throw new OnnxShapeException(file, input.getName(), text(found));
        }
        List<Integer> sizes = hasBatch ? dimensions.subList(1, 4) : dimensions;
        boolean isInterleaved = !COLOURS.contains(sizes.get(0)) && COLOURS.contains(sizes.get(2));
        Shape shape = isInterleaved ? Shape.of(sizes.get(2), sizes.get(0), sizes.get(1)) : new Shape(sizes);
        return new Picture(shape, new GraphValue(Graph.INPUT, dimensions, isInterleaved, true, Optional.empty()));
    }

    private static String text(List<Dimension> found) {
        return found.stream()
                .map(dimension -> {
                    if (dimension.hasDimValue()) {
                        return Long.toString(dimension.getDimValue());
                    }
                    return dimension.getDimParam().isEmpty() ? "?" : dimension.getDimParam();
                })
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
