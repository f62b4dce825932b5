package io.vedette.trainer.graph;

import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.interpreter.Interpreter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What runtimes of integer files are compared with: the interpreter's doubles, each value rounded as it is stored. */
public final class ReferenceEvaluation {
    private ReferenceEvaluation() {}

    /** The stored values for one picture when every one is rounded to its integers; sums are exact. */
    public static Map<String, double[]> evaluate(QuantizedGraph quantized, float[] picture) {
        Graph graph = quantized.graph();
        Map<String, double[]> values = new HashMap<>();
        double[] input = Interpreter.run(graph, picture).get(Graph.INPUT);
        values.put(Graph.INPUT, rounded(quantized.getParameters(Graph.INPUT), input));
        for (FusedNode fused : quantized.nodes()) {
            Map<WeightRole, Tensor> real = new HashMap<>();
            fused.node()
                    .weights()
                    .keySet()
                    .forEach(role -> real.put(
                            role, quantized.getWeight(fused.node(), role).toReal()));
            Node node = fused.node().withWeights(real);
            List<double[]> inputs = node.inputs().stream().map(values::get).toList();
            double[] result = Interpreter.compute(node, graph.inputShapes(node), inputs);
            double[] activated = fused.activation()
                    .map(activation ->
                            Arrays.stream(result).map(activation::apply).toArray())
                    .orElse(result);
            values.put(fused.output(), rounded(quantized.getParameters(fused.output()), activated));
        }
        return values;
    }

    private static double[] rounded(QuantizationParameters parameters, double[] values) {
        double[] rounded = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double integer = Math.rint(values[i] / parameters.scale()) + parameters.zeroPoint();
            double clamped = Math.max(
                    parameters.type().lowest(), Math.min(parameters.type().highest(), integer));
            rounded[i] = (clamped - parameters.zeroPoint()) * parameters.scale();
        }
        return rounded;
    }
}
