package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.operator.WeightRole;
import org.tensorflow.lite.schema.BuiltinOperator;

/** How things are called in a file that {@link TfliteWriter} wrote. */
public final class TfliteNames {
    private TfliteNames() {}

    /** The tensor with a layer's kernel or matrix. */
    public static String weight(Node layer) {
        return Precision.nameOf(layer, WeightRole.WEIGHT);
    }

    /** An operator by its code in the schema, such as CONV_2D; its number where the schema knows none. */
    public static String operator(int code) {
        return code >= 0 && code < BuiltinOperator.names.length ? BuiltinOperator.name(code) : String.valueOf(code);
    }
}
