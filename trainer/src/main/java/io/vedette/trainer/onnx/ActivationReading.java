package io.vedette.trainer.onnx;

import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.Dropout;
import io.vedette.trainer.graph.operator.HardSigmoid;
import io.vedette.trainer.graph.operator.HardSwish;
import io.vedette.trainer.graph.operator.LeakyRelu;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Relu6;
import io.vedette.trainer.graph.operator.Sigmoid;
import io.vedette.trainer.graph.operator.Softmax;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads what puts each number through a function. */
final class ActivationReading {
    /** The first operator set whose softmax is over one axis; before, over all from one on. */
    private static final int SOFTMAX_OVER_ONE_AXIS = 13;

    /** Exporters write a sixth in three to nine digits. */
    private static final double TOLERANCE = 1e-3;

    private ActivationReading() {}

    static Map<String, NodeReading> readings() {
        Map<String, NodeReading> readings = new HashMap<>();
        readings.put("Relu", activation(node -> new Relu()));
        readings.put("Clip", ActivationReading::clip);
        readings.put("LeakyRelu", activation(node -> new LeakyRelu(node.number("alpha", 0.01f))));
        readings.put("HardSwish", activation(node -> new HardSwish()));
        readings.put("HardSigmoid", activation(ActivationReading::hardSigmoid));
        readings.put("Sigmoid", activation(node -> new Sigmoid()));
        readings.put("Softmax", ActivationReading::softmax);
        readings.put("LogSoftmax", ActivationReading::softmax);
        readings.put("Dropout", ActivationReading::dropout);
        return readings;
    }

    private static NodeReading activation(Function<OnnxNode, Activation> operator) {
        return (node, assembly) -> {
            node.ignore("consumed_inputs");
            return added(node, assembly, operator.apply(node));
        };
    }

    private static OnnxValue added(OnnxNode node, GraphAssembly assembly, Operator operator) {
        GraphValue value = assembly.asPlanar(node.real(0));
        String name = assembly.add(node.output(), operator, value.name());
        return GraphValue.made(name, value.dimensions());
    }

    private static OnnxValue clip(OnnxNode node, GraphAssembly assembly) {
        double lowest = node.findConstant(1).map(OnnxConstant::number).orElse((double)
                node.number("min", Float.NEGATIVE_INFINITY));
        double highest = node.findConstant(2).map(OnnxConstant::number).orElse((double)
                node.number("max", Float.POSITIVE_INFINITY));
        if (lowest == 0 && highest == 6) {
            return added(node, assembly, new Relu6());
        }
        if (lowest == 0 && highest >= Float.MAX_VALUE) {
            return added(node, assembly, new Relu());
        }
        throw node.fault("clips from " + lowest + " to " + highest + " but only 0 to 6 and 0 without an end are read");
    }

    private static Activation hardSigmoid(OnnxNode node) {
        float slope = node.number("alpha", 0.2f);
        float offset = node.number("beta", 0.5f);
        if (Math.abs(slope - 1 / 6.0) > TOLERANCE || offset != 0.5f) {
            throw node.fault("has alpha " + slope + " and beta " + offset + " but only 1/6 and 1/2 are read");
        }
        return new HardSigmoid();
    }

    private static OnnxValue softmax(OnnxNode node, GraphAssembly assembly) {
        GraphValue value = node.real(0);
        List<Integer> dimensions = value.dimensions();
        boolean isOverOneAxis = node.opset() >= SOFTMAX_OVER_ONE_AXIS;
        int axis = node.axis(node.integer("axis", isOverOneAxis ? -1 : 1), dimensions.size());
        for (int i = 0; i < dimensions.size(); i++) {
            boolean isTaken = isOverOneAxis ? i == axis : i >= axis;
            if (!isTaken && dimensions.get(i) != 1) {
                throw node.fault("is over axis " + axis + " of shape " + dimensions + " but only one over all is read");
            }
        }
        String scores = assembly.asVector(value);
        String name = assembly.add(node.output(), new Softmax(), scores);
        if (node.operator().equals("LogSoftmax")) {
            assembly.refuseIfNeeded(name, node.fault("is read as the last node only, where it is dropped"));
        }
        return GraphValue.made(name, dimensions);
    }

    private static OnnxValue dropout(OnnxNode node, GraphAssembly assembly) {
        node.ignore("seed");
        node.ignore("consumed_inputs");
        node.ignore("is_test");
        if (node.findConstant(2).filter(flag -> flag.number() != 0).isPresent()) {
            throw node.fault("drops numbers even when training is over");
        }
        double rate = node.findConstant(1).map(OnnxConstant::number).orElse((double) node.number("ratio", 0.5f));
        GraphValue value = node.moving(0);
        if (value.isInterleaved() || value.integers().isPresent()) {
            return value;
        }
        return GraphValue.made(
                assembly.add(node.output(), new Dropout((float) rate), value.name()), value.dimensions());
    }
}
