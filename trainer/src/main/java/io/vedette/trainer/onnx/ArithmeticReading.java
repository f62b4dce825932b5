package io.vedette.trainer.onnx;

import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.Add;
import io.vedette.trainer.graph.operator.BatchNorm;
import io.vedette.trainer.graph.operator.HardSigmoid;
import io.vedette.trainer.graph.operator.HardSwish;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Multiply;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Sigmoid;
import io.vedette.trainer.graph.operator.Silu;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/** Reads matrices, normalisations, and what combines two values or a value and a constant. */
final class ArithmeticReading {
    private static final int MAP_RANK = 4;

    private ArithmeticReading() {}

    static Map<String, NodeReading> readings() {
        Map<String, NodeReading> readings = new HashMap<>();
        readings.put("Gemm", ArithmeticReading::gemm);
        readings.put("MatMul", ArithmeticReading::matMul);
        readings.put("BatchNormalization", ArithmeticReading::batchNorm);
        readings.put("Sum", ArithmeticReading::sum);
        for (String operator : List.of("Add", "Mul", "Sub", "Div")) {
            readings.put(operator, ArithmeticReading::combination);
        }
        return readings;
    }

    // Linear layers.

    private static OnnxValue gemm(OnnxNode node, GraphAssembly assembly) {
        GraphValue value = node.real(0);
        List<Integer> rows = value.dimensions();
        boolean isTurned = node.integer("transA", 0) != 0;
        if (rows.size() != 2 || rows.get(isTurned ? 1 : 0) != 1) {
            throw node.fault("multiplies shape " + rows + " by a matrix but only one vector is read");
        }
        double alpha = node.number("alpha", 1);
        double beta = node.number("beta", 1);
        boolean hasOutputsFirst = node.integer("transB", 0) != 0;
        OnnxConstant matrix = node.constant(1);
        requireMatrix(node, matrix);
        int outputs = matrix.dimensions().get(hasOutputsFirst ? 0 : 1);
        int inputs = matrix.dimensions().get(hasOutputsFirst ? 1 : 0);
        IntToDoubleFunction weight = hasOutputsFirst ? matrix.numbers() : turned(matrix);
        Optional<Tensor> bias = node.findConstant(2).map(summand -> {
            if (!summand.isScalar() && summand.elements() != outputs) {
                throw node.fault("adds a constant of shape " + summand.dimensions() + " to " + outputs + " outputs");
            }
            boolean isScalar = summand.isScalar();
            return summand.tensor(Shape.of(outputs), i -> beta * summand.at(isScalar ? 0 : i));
        });
        Tensor weights = matrix.tensor(Shape.of(outputs, inputs), i -> alpha * weight.applyAsDouble(i));
        GraphValue scores = linear(node, assembly, value, weights, bias, List.of(1, outputs));
        if (alpha == 1 && beta == 1) {
            assembly.noteWeights(scores.name(), matrix, node.findConstant(2));
        }
        return scores;
    }

    private static OnnxValue matMul(OnnxNode node, GraphAssembly assembly) {
        GraphValue value = node.real(0);
        OnnxConstant matrix = node.constant(1);
        requireMatrix(node, matrix);
        List<Integer> dimensions = new ArrayList<>(value.dimensions());
        int last = dimensions.size() - 1;
        if (last < 0 || dimensions.subList(0, last).stream().anyMatch(rows -> rows != 1)) {
            throw node.fault("multiplies shape " + dimensions + " by a matrix but only one vector is read");
        }
        int outputs = matrix.dimensions().get(1);
        Tensor weights = matrix.tensor(Shape.of(outputs, matrix.dimensions().get(0)), turned(matrix));
        dimensions.set(last, outputs);
        GraphValue scores = linear(node, assembly, value, weights, Optional.empty(), dimensions);
        assembly.noteWeights(scores.name(), matrix, Optional.empty());
        return scores;
    }

    private static void requireMatrix(OnnxNode node, OnnxConstant matrix) {
        if (matrix.dimensions().size() != 2) {
            throw node.fault("needs a matrix but constant " + matrix.name() + " has shape " + matrix.dimensions());
        }
    }

    /** The numbers of a matrix column by column. */
    private static IntToDoubleFunction turned(OnnxConstant matrix) {
        return matrix.transposed(List.of(1, 0)).numbers();
    }

    private static GraphValue linear(
            OnnxNode node,
            GraphAssembly assembly,
            GraphValue value,
            Tensor weights,
            Optional<Tensor> bias,
            List<Integer> dimensions) {
        String vector = assembly.asVector(value);
        int expected = assembly.shapeOf(vector).elements();
        if (weights.shape().dimension(1) != expected) {
            throw node.fault("multiplies " + expected + " numbers by a matrix for "
                    + weights.shape().dimension(1));
        }
        Map<WeightRole, Tensor> all = new EnumMap<>(WeightRole.class);
        all.put(WeightRole.WEIGHT, weights);
        bias.ifPresent(tensor -> all.put(WeightRole.BIAS, tensor));
        Operator operator = new Linear(weights.shape().dimension(0));
        return GraphValue.made(assembly.add(node.output(), operator, List.of(vector), all), dimensions);
    }

    // Normalisation.

    private static OnnxValue batchNorm(OnnxNode node, GraphAssembly assembly) {
        node.ignore("momentum");
        node.ignore("consumed_inputs");
        node.ignore("is_test");
        if (node.integer("training_mode", 0) != 0 || node.integer("spatial", 1) != 1) {
            throw node.fault("normalises by something else than each channel's running statistics");
        }
        GraphValue value = assembly.asPlanar(node.real(0));
        List<Integer> dimensions = value.dimensions();
        if (dimensions.size() < 2 || dimensions.get(0) != 1) {
            throw node.fault("normalises shape " + dimensions + " but needs a batch of one");
        }
        int channels = dimensions.get(1);
        int area = assembly.shapeOf(value.name()).elements() / channels;
        String map = dimensions.size() == MAP_RANK
                ? assembly.asMap(value).name()
                : assembly.reshaped(value.name(), Shape.of(channels, area, 1));
        Map<WeightRole, Tensor> weights = new EnumMap<>(WeightRole.class);
        List<WeightRole> roles = List.of(WeightRole.GAMMA, WeightRole.BETA, WeightRole.MEAN, WeightRole.VARIANCE);
        for (int i = 0; i < roles.size(); i++) {
            weights.put(roles.get(i), node.constant(i + 1).toTensor(Shape.of(channels)));
        }
        BatchNorm norm = new BatchNorm(node.number("epsilon", 1e-5f));
        return GraphValue.made(assembly.add(node.output(), norm, List.of(map), weights), dimensions);
    }

    // Sums and products.

    private static OnnxValue combination(OnnxNode node, GraphAssembly assembly) {
        if (node.inputCount() != 2) {
            throw node.fault("takes two inputs but has " + node.inputCount());
        }
        if (node.isConstant(1)) {
            return scaled(node, assembly, node.real(0), node.constant(1), false);
        }
        if (node.isConstant(0)) {
            return scaled(node, assembly, node.real(1), node.constant(0), true);
        }
        GraphValue first = node.real(0);
        GraphValue second = node.real(1);
        return switch (node.operator()) {
            case "Add" -> joined(node, assembly, new Add(), first, second);
            case "Mul" -> {
                Optional<OnnxValue> gated =
                        gated(node, assembly, first, second).or(() -> gated(node, assembly, second, first));
                yield gated.orElseGet(() -> joined(node, assembly, new Multiply(), first, second));
            }
            default -> throw node.fault("takes two values that change with the picture, for which there is no form");
        };
    }

    private static OnnxValue sum(OnnxNode node, GraphAssembly assembly) {
        GraphValue sum = node.real(0);
        for (int i = 1; i < node.inputCount(); i++) {
            sum = joined(node, assembly, new Add(), sum, node.real(i));
        }
        return sum;
    }

    /** A value times its own sigmoid, which has a name of its own. */
    private static Optional<OnnxValue> gated(OnnxNode node, GraphAssembly assembly, GraphValue value, GraphValue gate) {
        Optional<Node> producer = assembly.producer(gate.name())
                .filter(found -> gate.isExclusive()
                        && found.inputs().equals(List.of(value.name()))
                        && gate.dimensions().equals(value.dimensions()));
        Optional<Activation> whole = producer.flatMap(found -> {
            if (found.operator() instanceof Sigmoid) {
                return Optional.of(new Silu());
            }
            return found.operator() instanceof HardSigmoid ? Optional.of(new HardSwish()) : Optional.empty();
        });
        return whole.map(operator -> {
            assembly.remove(producer.orElseThrow());
            return GraphValue.made(assembly.add(node.output(), operator, value.name()), value.dimensions());
        });
    }

    private static GraphValue joined(
            OnnxNode node, GraphAssembly assembly, Operator operator, GraphValue one, GraphValue other) {
        GraphValue first = one;
        GraphValue second = other;
        if (elements(assembly, first) < elements(assembly, second)) {
            first = other;
            second = one;
        }
        if (first.dimensions().size() != second.dimensions().size()) {
            throw node.fault("joins shapes " + one.dimensions() + " and " + other.dimensions());
        }
        List<Integer> dimensions = first.dimensions();
        boolean areMaps = dimensions.size() == MAP_RANK && dimensions.get(0) == 1;
        if (!areMaps && !dimensions.equals(second.dimensions())) {
            throw node.fault("joins shapes " + one.dimensions() + " and " + other.dimensions());
        }
        List<String> inputs = areMaps
                ? List.of(assembly.asMap(first).name(), assembly.asMap(second).name())
                : List.of(assembly.asVector(first), assembly.asVector(second));
        return GraphValue.made(assembly.add(node.output(), operator, inputs, Map.of()), dimensions);
    }

    private static int elements(GraphAssembly assembly, GraphValue value) {
        return assembly.shapeOf(value.name()).elements();
    }

    private static OnnxValue scaled(
            OnnxNode node, GraphAssembly assembly, GraphValue value, OnnxConstant constant, boolean isFirst) {
        int channels =
                constant.isScalar() ? assembly.shapeOf(value.name()).channels() : channels(node, value, constant);
        if (constant.dimensions().size() > value.dimensions().size()) {
            throw node.fault("joins shape " + value.dimensions() + " and a constant of shape " + constant.dimensions());
        }
        GraphAssembly.requireScalable(channels);
        DoubleUnaryOperator factor = factor(node, isFirst);
        DoubleUnaryOperator summand = summand(node, isFirst);
        Shape shape = Shape.of(channels);
        IntToDoubleFunction number = constant.isScalar() ? i -> constant.at(0) : constant.numbers();
        return assembly.scaled(
                node.output(),
                value,
                new ChannelScaling(
                        constant.tensor(shape, i -> factor.applyAsDouble(number.applyAsDouble(i))),
                        constant.tensor(shape, i -> summand.applyAsDouble(number.applyAsDouble(i)))));
    }

    private static DoubleUnaryOperator factor(OnnxNode node, boolean isFirst) {
        return switch (node.operator()) {
            case "Add" -> number -> 1;
            case "Sub" -> number -> isFirst ? -1 : 1;
            case "Mul" -> number -> number;
            default -> {
                if (isFirst) {
                    throw node.fault("divides by a value that changes with the picture, for which there is no form");
                }
                yield number -> 1 / number;
            }
        };
    }

    private static DoubleUnaryOperator summand(OnnxNode node, boolean isFirst) {
        return switch (node.operator()) {
            case "Add" -> number -> number;
            case "Sub" -> number -> isFirst ? number : -number;
            default -> number -> 0;
        };
    }

    /** How many channels a constant has a number for, which must be all of the value's. */
    private static int channels(OnnxNode node, GraphValue value, OnnxConstant constant) {
        List<Integer> dimensions = value.dimensions();
        int offset = dimensions.size() - constant.dimensions().size();
        int found = -1;
        for (int axis = 0; axis < constant.dimensions().size(); axis++) {
            if (constant.dimensions().get(axis) != 1) {
                found = found == -1 ? axis + offset : Integer.MAX_VALUE;
            }
        }
        boolean isWhole = found >= 0
                && found < dimensions.size()
                && dimensions.get(found).equals(constant.elements())
                && (value.isInterleaved()
                        ? found == dimensions.size() - 1
                        : dimensions.subList(0, found).stream().allMatch(extent -> extent == 1));
        if (!isWhole) {
            throw node.fault("joins shape " + dimensions + " and a constant of shape " + constant.dimensions()
                    + " but only one number, or one per channel, is read");
        }
        return constant.elements();
    }
}
