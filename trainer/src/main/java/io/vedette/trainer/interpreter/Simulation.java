package io.vedette.trainer.interpreter;

import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.QuantizedGraph;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes what a quantized graph stores, in real numbers: the interpreter's doubles, with every stored value rounded to its integers and
 * every weight as its integers have it.
 *
 * <p>Sums are exact, so that a runtime may differ by a step where its own rounding falls on the other side of a half.
 */
public final class Simulation {
    private final QuantizedGraph quantized;
    private final List<FusedNode> nodes;

    public Simulation(QuantizedGraph quantized) {
        this(
                quantized,
                quantized.nodes().stream()
                        .map(fused ->
                                new FusedNode(quantized.dequantized(fused.node()), fused.activation(), fused.output()))
                        .toList());
    }

    private Simulation(QuantizedGraph quantized, List<FusedNode> nodes) {
        this.quantized = quantized;
        this.nodes = nodes;
    }

    /** A simulation of the same integers with these nodes in floats and all others in integers. */
    public Simulation withFloatNodes(Set<String> names) {
        return new Simulation(quantized.withFloatNodes(names), nodes);
    }

    /**
     * Every value for one picture, by name, in the order in which they are made: as it is stored, or as a node in floats made it.
     *
     * @param picture preprocessed: channel by channel, row by row
     */
    public Map<String, double[]> run(float[] picture) {
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put(Graph.INPUT, stored(Graph.INPUT, Interpreter.input(quantized.graph(), picture)));
        return computed(0, values);
    }

    /**
     * The same when what is made before a node is known already.
     *
     * @param node the first that is computed
     * @param values of a run that agrees with this one up to the node
     */
    public Map<String, double[]> runFrom(String node, Map<String, double[]> values) {
        for (int position = 0; position < nodes.size(); position++) {
            if (nodes.get(position).node().name().equals(node)) {
                return computed(position, new LinkedHashMap<>(values));
            }
        }
        throw new IllegalArgumentException(
                "Graph " + quantized.graph().name() + " has no node " + node + " that runs by itself");
    }

    private Map<String, double[]> computed(int first, Map<String, double[]> values) {
        for (FusedNode fused : nodes.subList(first, nodes.size())) {
            boolean isFloat = quantized.isFloat(fused);
            Node node = isFloat ? quantized.graph().getNode(fused.node().name()) : fused.node();
            List<double[]> inputs = node.inputs().stream()
                    .map(value -> read(value, values, isFloat))
                    .toList();
            double[] result =
                    activated(fused, Interpreter.compute(node, quantized.graph().inputShapes(node), inputs));
            values.put(fused.output(), isFloat ? result : stored(fused.output(), result));
        }
        values.computeIfPresent(quantized.graph().logits(), this::stored);
        values.computeIfPresent(quantized.graph().embedding(), this::stored);
        return values;
    }

    private double[] read(String value, Map<String, double[]> values, boolean isFloat) {
        double[] numbers = values.getOrDefault(value, new double[0]);
        // What a node in integers made is rounded already; once more would change nothing.
        return isFloat || quantized.floatNodes().isEmpty() ? numbers : stored(value, numbers);
    }

    /** What leaves a node whose own result is given. */
    public static double[] activated(FusedNode fused, double[] result) {
        return fused.activation()
                .map(activation -> Arrays.stream(result).map(activation::apply).toArray())
                .orElse(result);
    }

    private double[] stored(String value, double[] numbers) {
        QuantizationParameters parameters = quantized.getParameters(value);
        return Arrays.stream(numbers)
                .map(number -> parameters.toReal(parameters.toInteger(number)))
                .toArray();
    }
}
