package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.operator.Shape;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.lite.schema.TensorType;

/** What is known of a file's tensors while its operators are read in their order. */
final class FileValues {
    private final Map<Integer, FileValue> values = new HashMap<>();
    /** Constants under other numbers: stored in fewer bits, and spread by an operator. */
    private final Map<Integer, FileTensor> spread = new HashMap<>();
    /** Tensors of integers that hold a shape, computed when a picture comes though it never differs. */
    private final Set<Integer> shapes = new HashSet<>();

    /** The value of a tensor that an operator reads. */
    FileValue get(FileOperator reader, FileTensor tensor) {
        FileValue value = values.get(tensor.index());
        if (value == null) {
            throw reader.problem(
                    findConstant(tensor).isPresent()
                            ? "it reads constant " + tensor.shortName() + " where something computed is needed"
                            : "it reads tensor " + tensor.shortName() + ", which no operator before it makes");
        }
        return value;
    }

    Optional<FileValue> find(FileTensor tensor) {
        return Optional.ofNullable(values.get(tensor.index()));
    }

    /** The constant that a tensor is. */
    Optional<FileTensor> findConstant(FileTensor tensor) {
        FileTensor original = spread.getOrDefault(tensor.index(), tensor);
        return original.isConstant() && !values.containsKey(tensor.index()) ? Optional.of(original) : Optional.empty();
    }

    /** The constant that an operator needs. */
    FileTensor getConstant(FileOperator reader, FileTensor tensor) {
        return findConstant(tensor)
                .orElseThrow(() -> reader.problem(
                        "it needs a constant but reads tensor " + tensor.shortName() + ", which is computed"));
    }

    void putInput(FileTensor tensor, FileValue value) {
        values.put(tensor.index(), value);
    }

    /** Notes what an operator makes, which must be as large as the file says. */
    void put(FileOperator maker, FileValue value) {
        FileTensor output = requireNew(maker);
        long elements = 1;
        for (int size : value.shape()) {
            elements *= size;
        }
        boolean isWhole = value.margin().isPresent() || elements == value.held().elements();
        if (!value.shape().equals(output.shape()) || !isWhole) {
            throw maker.problem("its output has shape " + output.shape() + " in the file but comes to " + value.held()
                    + (isWhole ? " and " + value.shape() : ""));
        }
        values.put(output.index(), value);
    }

    /** Notes that an operator only stores a constant in more bits. */
    void putConstant(FileOperator maker, FileTensor constant) {
        FileTensor output = requireNew(maker);
        if (!output.shape().equals(constant.shape())) {
            throw maker.problem("its output has shape " + output.shape() + " but its input " + constant.shape());
        }
        spread.put(output.index(), constant);
    }

    /** Notes that an operator makes a shape. */
    void putShape(FileOperator maker) {
        FileTensor output = requireNew(maker);
        if (output.type() != TensorType.INT32) {
            throw maker.problem(
                    "no graph takes pictures apart, and shapes are INT32, not " + FileTensor.typeName(output.type()));
        }
        shapes.add(output.index());
    }

    boolean isShape(FileTensor tensor) {
        return shapes.contains(tensor.index());
    }

    private FileTensor requireNew(FileOperator maker) {
        FileTensor output = maker.output();
        if (values.containsKey(output.index())
                || spread.containsKey(output.index())
                || isShape(output)
                || output.isConstant()) {
            throw maker.problem("it makes tensor " + output.shortName() + ", which exists already");
        }
        if (output.isVariable()) {
            throw maker.problem("its output keeps its content from one picture to the next");
        }
        return output;
    }

    /** The shape in the file of a map of the graph. */
    static List<Integer> fileShape(Shape map) {
        return List.of(1, map.height(), map.width(), map.channels());
    }
}
