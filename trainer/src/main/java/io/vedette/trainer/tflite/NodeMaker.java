package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.GraphStorage;
import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Relu6;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.TensorType;

/** Notes what operators make, each with the activation that it applies itself. */
final class NodeMaker {
    private final GraphAssembly assembly;
    private final FileValues values;
    private final GraphStorage.Builder storage;

    NodeMaker(GraphAssembly assembly, FileValues values, GraphStorage.Builder storage) {
        this.assembly = assembly;
        this.values = values;
        this.storage = storage;
    }

    /** What a node with weights is called. */
    static String nameOf(FileTensor weight) {
        String name = weight.shortName();
        String role = "/" + WeightRole.WEIGHT;
        return name.endsWith(role) && name.length() > role.length()
                ? name.substring(0, name.length() - role.length())
                : name;
    }

    /** Notes how the weight and the bias of an operator that became a node are stored. */
    void noteWeights(FileOperator operator, String node) {
        values.getConstant(operator, operator.input(1))
                .findStorage()
                .ifPresent(integers -> storage.weight(node, WeightRole.WEIGHT, integers));
        operator.findInput(2).flatMap(values::findConstant).ifPresent(bias -> bias.findStorage()
                .or(() -> bias.type() == TensorType.INT32 ? bias.storage(biasScales(operator)) : Optional.empty())
                .ifPresent(integers -> storage.weight(node, WeightRole.BIAS, integers)));
    }

    /** The steps of a bias in integers of which the file does not say them: the input's times the weight's. */
    float[] biasScales(FileOperator operator) {
        float[] inputScale = operator.input(0).scales();
        if (inputScale.length != 1) {
            throw operator.problem("its bias holds integers, but its input has no scale");
        }
        float[] scales = values.getConstant(operator, operator.input(1)).scales();
        for (int i = 0; i < scales.length; i++) {
            scales[i] *= inputScale[0];
        }
        return scales;
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
