package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.GraphStorage;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.Add;
import io.vedette.trainer.graph.operator.Concat;
import io.vedette.trainer.graph.operator.GlobalAveragePool;
import io.vedette.trainer.graph.operator.HardSwish;
import io.vedette.trainer.graph.operator.LeakyRelu;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.Multiply;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Relu6;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Sigmoid;
import io.vedette.trainer.graph.operator.Softmax;
import io.vedette.trainer.graph.operator.WeightRole;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.tensorflow.lite.schema.AddOptions;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.ConcatenationOptions;
import org.tensorflow.lite.schema.DivOptions;
import org.tensorflow.lite.schema.FullyConnectedOptions;
import org.tensorflow.lite.schema.FullyConnectedOptionsWeightsFormat;
import org.tensorflow.lite.schema.LeakyReluOptions;
import org.tensorflow.lite.schema.MulOptions;
import org.tensorflow.lite.schema.SoftmaxOptions;
import org.tensorflow.lite.schema.SubOptions;

/** Reads a file's operators as a graph's nodes: what slides no window, and hands on what does. */
final class OperatorReader {
    private static final int MOST_AXES = 8;

    private final GraphAssembly assembly;
    private final FileValues values;
    private final FileConstants constants;
    private final GraphStorage.Builder storage;
    private final NodeMaker maker;
    private final WindowReader windows;
    private final ConstantArithmetic arithmetic;

    /**
     * @param storage hears how values and weights are stored
     */
    OperatorReader(GraphAssembly assembly, FileValues values, FileConstants constants, GraphStorage.Builder storage) {
        this.assembly = assembly;
        this.values = values;
        this.constants = constants;
        this.storage = storage;
        this.maker = new NodeMaker(assembly, values, storage);
        this.windows = new WindowReader(assembly, values, constants, maker);
        this.arithmetic = new ConstantArithmetic(assembly, constants, maker);
    }

    /** Adds what an operator computes to the graph. */
    void read(FileOperator operator) {
        try {
            dispatch(operator.requireKnown());
            noteStorage(operator);
        } catch (IllegalArgumentException | ArithmeticException e) {
            TfliteOperatorException failure = operator.problem(String.valueOf(e.getMessage()));
            failure.initCause(e);
            throw failure;
        }
    }

    private void noteStorage(FileOperator operator) {
        FileTensor output = operator.output();
        values.find(output).ifPresent(value -> output.findValueStorage()
                .ifPresent(integers -> storage.value(value.value(), integers)));
    }

    private void dispatch(FileOperator operator) {
        switch (operator.code()) {
            case BuiltinOperator.CONV_2D -> windows.convolution(operator);
            case BuiltinOperator.DEPTHWISE_CONV_2D -> windows.depthwise(operator);
            case BuiltinOperator.MAX_POOL_2D, BuiltinOperator.AVERAGE_POOL_2D -> windows.pool(operator);
            case BuiltinOperator.PAD, BuiltinOperator.PADV2 -> windows.pad(operator);
            case BuiltinOperator.FULLY_CONNECTED -> linear(operator);
            case BuiltinOperator.RELU -> each(operator, new Relu());
            case BuiltinOperator.RELU6 -> each(operator, new Relu6());
            case BuiltinOperator.HARD_SWISH -> each(operator, new HardSwish());
            case BuiltinOperator.LOGISTIC -> each(operator, new Sigmoid());
            case BuiltinOperator.LEAKY_RELU -> each(operator, new LeakyRelu(slope(operator)));
            case BuiltinOperator.SOFTMAX -> softmax(operator);
            case BuiltinOperator.ADD -> add(operator);
            case BuiltinOperator.MUL -> multiply(operator);
            case BuiltinOperator.SUB -> subtract(operator);
            case BuiltinOperator.DIV -> divide(operator);
            case BuiltinOperator.CONCATENATION -> concatenate(operator);
            case BuiltinOperator.MEAN -> mean(operator);
            case BuiltinOperator.TRANSPOSE -> transpose(operator);
            case BuiltinOperator.RESHAPE -> reshape(operator);
            case BuiltinOperator.SQUEEZE, BuiltinOperator.EXPAND_DIMS -> hand(operator);
            case BuiltinOperator.SHAPE -> values.putShape(operator);
            case BuiltinOperator.STRIDED_SLICE, BuiltinOperator.PACK -> shape(operator);
            case BuiltinOperator.QUANTIZE, BuiltinOperator.DEQUANTIZE -> convert(operator);
            default -> throw operator.problem("this is a fault of the program");
        }
    }

    private FileValue input(FileOperator operator, int position) {
        return values.get(operator, operator.input(position));
    }

    private void each(FileOperator operator, Operator activation) {
        FileValue input = assembly.settled(input(operator, 0));
        String value = assembly.add(operator.name(), activation, List.of(input.value()), Map.of());
        values.put(operator, input.withValue(operator.name(), value));
    }

    private static float slope(FileOperator operator) {
        LeakyReluOptions options = new LeakyReluOptions();
        requireOptions(operator, BuiltinOptions.LeakyReluOptions);
        operator.table().builtinOptions(options);
        return options.alpha();
    }

    private void softmax(FileOperator operator) {
        SoftmaxOptions options = new SoftmaxOptions();
        requireOptions(operator, BuiltinOptions.SoftmaxOptions);
        operator.table().builtinOptions(options);
        if (options.beta() != 1) {
            throw operator.problem("its beta must be 1 but is " + options.beta());
        }
        FileValue input = input(operator, 0);
        if (!input.isVector()) {
            throw operator.problem("it needs a vector but reads shape " + input.shape());
        }
        String value = assembly.add(operator.name(), new Softmax(), List.of(assembly.vector(input)), Map.of());
        maker.vector(operator, value, (byte) 0);
    }

    private void linear(FileOperator operator) {
        FullyConnectedOptions options = new FullyConnectedOptions();
        requireOptions(operator, BuiltinOptions.FullyConnectedOptions);
        operator.table().builtinOptions(options);
        if (options.weightsFormat() != FullyConnectedOptionsWeightsFormat.DEFAULT) {
            throw operator.problem("its weights are shuffled, which is not read");
        }
        FileValue input = assembly.settled(input(operator, 0));
        FileTensor weightTensor = values.getConstant(operator, operator.input(1));
        List<Integer> matrix = weightTensor.shape();
        int inputs = input.held().elements();
        if (matrix.size() != 2 || matrix.get(1) != inputs) {
            throw operator.problem("its weights must have shape [outputs, " + inputs + "] but have " + matrix);
        }
        int outputs = matrix.get(0);
        float[] real = constants.real(weightTensor);
        if (!input.isInGraphOrder()) {
            real = columnsMoved(real, input.positions());
        }
        Map<WeightRole, Tensor> weights = new EnumMap<>(WeightRole.class);
        weights.put(WeightRole.WEIGHT, Tensor.owning(Shape.of(outputs, inputs), real));
        findBias(operator, outputs).ifPresent(bias -> weights.put(WeightRole.BIAS, bias));
        String value = assembly.add(
                NodeMaker.nameOf(weightTensor),
                new Linear(outputs),
                List.of(assembly.vectorInGraphOrder(input)),
                weights);
        maker.noteWeights(operator, value);
        maker.vector(operator, value, options.fusedActivationFunction());
    }

    /** A matrix for a vector in the graph's order, of one for a vector in the file's order. */
    private static float[] columnsMoved(float[] matrix, int[] positions) {
        float[] moved = new float[matrix.length];
        for (int row = 0; row < matrix.length; row += positions.length) {
            for (int column = 0; column < positions.length; column++) {
                moved[row + positions[column]] = matrix[row + column];
            }
        }
        return moved;
    }

    private Optional<Tensor> findBias(FileOperator operator, int channels) {
        return windows.findBias(operator, channels);
    }

    private void add(FileOperator operator) {
        AddOptions options = new AddOptions();
        byte activation = hasOptions(operator, BuiltinOptions.AddOptions)
                ? ((AddOptions) operator.table().builtinOptions(options)).fusedActivationFunction()
                : 0;
        Optional<FileTensor> constant = findConstant(operator, 1).or(() -> findConstant(operator, 0));
        if (constant.isPresent()) {
            FileValue value = input(operator, findConstant(operator, 1).isPresent() ? 0 : 1);
            arithmetic.apply(operator, value, constant.get(), factor -> 1, number -> number, activation);
        } else {
            join(operator, new Add(), activation);
        }
    }

    private void multiply(FileOperator operator) {
        MulOptions options = new MulOptions();
        byte activation = hasOptions(operator, BuiltinOptions.MulOptions)
                ? ((MulOptions) operator.table().builtinOptions(options)).fusedActivationFunction()
                : 0;
        Optional<FileTensor> constant = findConstant(operator, 1).or(() -> findConstant(operator, 0));
        if (constant.isPresent()) {
            FileValue value = input(operator, findConstant(operator, 1).isPresent() ? 0 : 1);
            arithmetic.apply(operator, value, constant.get(), number -> number, number -> 0, activation);
        } else {
            join(operator, new Multiply(), activation);
        }
    }

    private void subtract(FileOperator operator) {
        SubOptions options = new SubOptions();
        byte activation = hasOptions(operator, BuiltinOptions.SubOptions)
                ? ((SubOptions) operator.table().builtinOptions(options)).fusedActivationFunction()
                : 0;
        Optional<FileTensor> subtrahend = findConstant(operator, 1);
        if (subtrahend.isPresent()) {
            arithmetic.apply(
                    operator, input(operator, 0), subtrahend.get(), number -> 1, number -> -number, activation);
            return;
        }
        FileTensor minuend = findConstant(operator, 0)
                .orElseThrow(() -> operator.problem("no graph subtracts what is computed from what is computed"));
        arithmetic.apply(operator, input(operator, 1), minuend, number -> -1, number -> number, activation);
    }

    private void divide(FileOperator operator) {
        DivOptions options = new DivOptions();
        byte activation = hasOptions(operator, BuiltinOptions.DivOptions)
                ? ((DivOptions) operator.table().builtinOptions(options)).fusedActivationFunction()
                : 0;
        FileTensor divisor =
                findConstant(operator, 1).orElseThrow(() -> operator.problem("no graph divides by what is computed"));
        arithmetic.apply(operator, input(operator, 0), divisor, number -> 1 / number, number -> 0, activation);
    }

    private Optional<FileTensor> findConstant(FileOperator operator, int position) {
        return values.findConstant(operator.input(position));
    }

    /** Two computed values, number by number, or one of them with a number per channel. */
    private void join(FileOperator operator, Operator joining, byte activation) {
        FileValue first = assembly.settled(input(operator, 0));
        FileValue second = assembly.settled(input(operator, 1));
        boolean isAlike = first.held().equals(second.held())
                && first.axes().equals(second.axes())
                && first.shape().equals(second.shape());
        if (isAlike) {
            String value = assembly.add(operator.name(), joining, List.of(first.value(), second.value()), Map.of());
            values.put(operator, maker.activated(operator, first.withValue(operator.name(), value), activation));
        } else if (first.isMap() || second.isMap()) {
            FileValue larger = first.held().elements() >= second.held().elements() ? first : second;
            FileValue smaller = larger.equals(first) ? second : first;
            List<String> inputs = List.of(assembly.map(asMap(larger)), assembly.map(asMap(smaller)));
            maker.map(operator, assembly.add(operator.name(), joining, inputs, Map.of()), activation);
        } else {
            List<String> inputs = List.of(assembly.vector(first), assembly.vector(second));
            maker.vector(operator, assembly.add(operator.name(), joining, inputs, Map.of()), activation);
        }
    }

    /** A tensor of fewer axes counts as one of four whose first are one long. */
    private static FileValue asMap(FileValue value) {
        List<Integer> shape = new ArrayList<>(value.shape());
        while (shape.size() < 4) {
            shape.add(0, 1);
        }
        return value.reshaped(value.name(), shape);
    }

    private void concatenate(FileOperator operator) {
        ConcatenationOptions options = new ConcatenationOptions();
        requireOptions(operator, BuiltinOptions.ConcatenationOptions);
        operator.table().builtinOptions(options);
        List<FileValue> inputs = new ArrayList<>();
        for (Optional<FileTensor> tensor : operator.inputs()) {
            inputs.add(
                    values.get(operator, tensor.orElseThrow(() -> operator.problem("one of its inputs is left out"))));
        }
        if (inputs.isEmpty()) {
            throw operator.problem("it has no inputs");
        }
        int rank = inputs.get(0).shape().size();
        int axis = options.axis() < 0 ? options.axis() + rank : options.axis();
        if (rank == 4 && axis == 3) {
            List<String> maps = inputs.stream().map(assembly::map).toList();
            maker.map(
                    operator,
                    assembly.add(operator.name(), new Concat(), maps, Map.of()),
                    options.fusedActivationFunction());
        } else if (axis == rank - 1 && inputs.stream().allMatch(FileValue::isVector)) {
            List<String> vectors = inputs.stream().map(assembly::vector).toList();
            maker.vector(
                    operator,
                    assembly.add(operator.name(), new Concat(), vectors, Map.of()),
                    options.fusedActivationFunction());
        } else {
            throw operator.problem("it must lay channels one after the other but joins shapes like "
                    + inputs.get(0).shape() + " along axis " + options.axis());
        }
    }

    private void mean(FileOperator operator) {
        FileValue input = assembly.aligned(input(operator, 0));
        int rank = input.shape().size();
        Set<Integer> averaged = new HashSet<>();
        for (int axis : FileConstants.integers(values.getConstant(operator, operator.input(1)), MOST_AXES)) {
            int positive = axis < 0 ? axis + rank : axis;
            if (positive < 0 || positive >= rank) {
                throw operator.problem("it averages along axis " + axis + " of shape " + input.shape());
            }
            averaged.add(positive);
        }
        List<Integer> shape = operator.output().shape();
        FileValue map = input.held().isMap() && averagesArea(input, averaged)
                ? input
                : FileValue.inFileOrder(
                        input.name(), assembly.map(input), input.mapShape(), FileValues.fileShape(input.mapShape()));
        if (!averagesArea(map, averaged)) {
            throw operator.problem("it must average over height and width but averages over axes " + averaged
                    + " of shape " + input.shape());
        }
        String value = assembly.add(operator.name(), new GlobalAveragePool(), List.of(map.value()), Map.of());
        values.put(operator, FileValue.inFileOrder(operator.name(), value, assembly.shapeOf(value), shape));
    }

    /** Whether axes of the file are just those of the graph's map that are not channels. */
    private static boolean averagesArea(FileValue map, Set<Integer> fileAxes) {
        Set<Integer> averaged = new HashSet<>();
        for (int axis : fileAxes) {
            OptionalInt graphAxis = map.graphAxis(axis);
            graphAxis.ifPresent(averaged::add);
        }
        Set<Integer> area = new HashSet<>();
        for (int axis = 1; axis < map.held().rank(); axis++) {
            if (map.held().dimension(axis) > 1) {
                area.add(axis);
            }
        }
        return averaged.equals(area);
    }

    private void transpose(FileOperator operator) {
        FileValue input = assembly.aligned(input(operator, 0));
        int[] order = FileConstants.integers(values.getConstant(operator, operator.input(1)), MOST_AXES);
        Set<Integer> seen = new HashSet<>();
        for (int axis : order) {
            if (axis < 0 || axis >= input.shape().size() || !seen.add(axis)) {
                throw operator.problem("its order must hold each axis of shape " + input.shape() + " once");
            }
        }
        if (seen.size() != input.shape().size()) {
            throw operator.problem("its order must hold each axis of shape " + input.shape() + " once");
        }
        values.put(operator, input.transposed(operator.name(), order));
    }

    private void reshape(FileOperator operator) {
        Optional<FileTensor> target = operator.findInput(1).flatMap(values::findConstant);
        boolean isComputed = operator.findInput(1).isPresent() && target.isEmpty();
        if (isComputed && !values.isShape(operator.input(1))) {
            throw operator.problem("its shape depends on the picture");
        }
        List<Integer> shape = operator.output().shape();
        target.ifPresent(constant -> {
            int[] asked = FileConstants.integers(constant, MOST_AXES);
            boolean isAsked = asked.length == shape.size();
            for (int axis = 0; isAsked && axis < asked.length; axis++) {
                isAsked = asked[axis] == -1 || asked[axis] == shape.get(axis);
            }
            if (!isAsked) {
                throw operator.problem("its output has shape " + shape + ", which is not what it asks for");
            }
        });
        hand(operator);
    }

    /** A shape put together of parts of others: all are fixed, so the shape of what is reshaped by it is known. */
    private void shape(FileOperator operator) {
        for (Optional<FileTensor> input : operator.inputs()) {
            boolean isFixed = input.filter(tensor -> values.isShape(tensor)
                            || values.findConstant(tensor).isPresent())
                    .isPresent();
            if (!isFixed) {
                throw operator.problem("no graph takes apart or stacks what is computed");
            }
        }
        values.putShape(operator);
    }

    /** The same numbers in the shape of the output. */
    private void hand(FileOperator operator) {
        FileValue input = assembly.settled(input(operator, 0));
        values.put(operator, input.reshaped(operator.name(), operator.output().shape()));
    }

    /** Integers of one scale from those of another, or from floats, or back: the same real numbers. */
    private void convert(FileOperator operator) {
        Optional<FileTensor> constant = values.findConstant(operator.input(0));
        if (constant.isPresent()) {
            values.putConstant(operator, constant.get());
        } else {
            FileValue input = input(operator, 0);
            values.put(operator, input.withValue(operator.name(), input.value()));
        }
    }

    private static boolean hasOptions(FileOperator operator, byte type) {
        return operator.table().builtinOptionsType() == type
                && operator.table().builtinOptions(new AddOptions()) != null;
    }

    static void requireOptions(FileOperator operator, byte type) {
        if (!hasOptions(operator, type)) {
            throw operator.problem("its settings are missing");
        }
    }
}
