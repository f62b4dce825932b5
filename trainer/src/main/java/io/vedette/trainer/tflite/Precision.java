package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.TensorRange;
import io.vedette.trainer.graph.operator.WeightRole;

/** How the tensors of a file are stored, in floats or in integers; the operators are the same. */
sealed interface Precision permits FloatPrecision, IntegerPrecision {
    /** Adds a tensor for a value of the graph, in the file's layout. */
    int value(TfliteModel model, String value, String tensorName, int[] shape);

    /** Adds a tensor for a value between the operators that make up one of the graph's. */
    int between(TfliteModel model, String tensorName, int[] shape, TensorRange range);

    /** Adds a constant positive number. */
    int number(TfliteModel model, String tensorName, float number);

    /** Adds a constant that is below every number a value can be. */
    int lowest(TfliteModel model, String value, String tensorName);

    /** Adds the kernel or matrix of a node, moved into the file's layout. */
    int weight(TfliteModel model, Node node, WeightLayout layout);

    /** Adds the bias of a node, or zeros where it has none. */
    int bias(TfliteModel model, Node node, int channels);

    /** Whether values are integers. */
    boolean isInteger();

    /** The version of an operator that the runtime must know, of the two given. */
    default int version(int forFloats, int forIntegers) {
        return isInteger() ? forIntegers : forFloats;
    }

    /** The name of the tensor of a weight. */
    static String nameOf(Node node, WeightRole role) {
        return node.name() + "/" + role;
    }
}
