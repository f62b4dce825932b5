package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Relu6;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.List;
import java.util.Map;
import org.tensorflow.lite.schema.ActivationFunctionType;

/** Notes what operators make, each with the activation that it applies itself. */
final class NodeMaker {
    private final GraphAssembly assembly;
    private final FileValues values;

    NodeMaker(GraphAssembly assembly, FileValues values) {
        this.assembly = assembly;
        this.values = values;
    }

    /** What a node with weights is called. */
    static String nameOf(FileTensor weight) {
        String name = weight.shortName();
        String role = "/" + WeightRole.WEIGHT;
        return name.endsWith(role) && name.length() > role.length()
                ? name.substring(0, name.length() - role.length())
                : name;
    }

    /** Notes that an operator makes a map of the graph. */
    void map(FileOperator operator, String value, byte activation) {
        Shape shape = assembly.shapeOf(value);
        FileValue map = FileValue.inFileOrder(operator.name(), value, shape, FileValues.fileShape(shape));
        values.put(operator, activated(operator, map, activation));
    }

    /** Notes that an operator makes a vector of the graph, in whatever shape. */
    void vector(FileOperator operator, String value, byte activation) {
        FileValue vector = FileValue.inFileOrder(
                operator.name(),
                value,
                assembly.shapeOf(value),
                operator.output().shape());
        values.put(operator, activated(operator, vector, activation));
    }

    /** The value with an operator's own activation behind it. */
    FileValue activated(FileOperator operator, FileValue value, byte activation) {
        if (activation == ActivationFunctionType.NONE) {
            return value;
        }
        Activation function =
                switch (activation) {
                    case ActivationFunctionType.RELU -> new Relu();
                    case ActivationFunctionType.RELU6 -> new Relu6();
                    default -> throw operator.problem("no graph has its activation " + nameOf(activation));
                };
        String name = assembly.add(operator.name(), function, List.of(value.value()), Map.of());
        return value.withValue(operator.name(), name);
    }

    private static String nameOf(byte activation) {
        return activation >= 0 && activation < ActivationFunctionType.names.length
                ? ActivationFunctionType.name(activation)
                : "number " + activation;
    }
}
