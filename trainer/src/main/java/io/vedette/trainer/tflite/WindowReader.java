package io.vedette.trainer.tflite;

import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.AveragePool;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.MaxPool;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.operator.Window;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.Conv2DOptions;
import org.tensorflow.lite.schema.DepthwiseConv2DOptions;
import org.tensorflow.lite.schema.Pool2DOptions;
import org.tensorflow.lite.schema.TensorType;

/** Reads what slides a window over a map; padding that is an operator of its own in the file becomes the window's where it can. */
final class WindowReader {
    /** Longest window, largest stride and dilation: products of two stay ints. */
    private static final int MOST_STEPS = Short.MAX_VALUE;

    /** A float below which no map's numbers go; converters write the lowest float or minus infinity. */
    private static final float LOWEST = -1e30f;

    private final GraphAssembly assembly;
    private final FileValues values;
    private final FileConstants constants;
    private final NodeMaker maker;

    WindowReader(GraphAssembly assembly, FileValues values, FileConstants constants, NodeMaker maker) {
        this.assembly = assembly;
        this.values = values;
        this.constants = constants;
        this.maker = maker;
    }

    /** Sizes and steps as the file has them. */
    private record Steps(
            int height,
            int width,
            int verticalStride,
            int horizontalStride,
            int verticalDilation,
            int horizontalDilation) {
        Steps {
            for (int step :
                    List.of(height, width, verticalStride, horizontalStride, verticalDilation, horizontalDilation)) {
                if (step < 1 || step > MOST_STEPS) {
                    throw new IllegalArgumentException("its window has size " + height + "×" + width + ", strides "
                            + verticalStride + " and " + horizontalStride + ", dilations " + verticalDilation + " and "
                            + horizontalDilation + " where each must be from 1 to " + MOST_STEPS);
                }
            }
        }

        Window withPadding(Padding padding) {
            return new Window(
                    height, width, verticalStride, horizontalStride, padding, verticalDilation, horizontalDilation);
        }
    }

    /** A map and the window over it. */
    private record Sliding(String map, Window window) {}

    void convolution(FileOperator operator) {
        OperatorReader.requireOptions(operator, BuiltinOptions.Conv2DOptions);
        Conv2DOptions options = new Conv2DOptions();
        operator.table().builtinOptions(options);
        FileTensor weight = values.getConstant(operator, operator.input(1));
        List<Integer> kernel = requireKernel(operator, weight);
        Steps steps = new Steps(
                kernel.get(1),
                kernel.get(2),
                options.strideH(),
                options.strideW(),
                options.dilationHFactor(),
                options.dilationWFactor());
        Sliding sliding = zeroPadded(operator, steps, options.padding());
        int channels = assembly.shapeOf(sliding.map()).channels();
        int perGroup = kernel.get(3);
        if (channels % perGroup != 0) {
            throw operator.problem(
                    "its kernels take " + perGroup + " channels, which do not divide the map's " + channels);
        }
        int outputs = kernel.get(0);
        Operator convolution = new Convolution(outputs, sliding.window(), channels / perGroup);
        Shape shape = Shape.of(outputs, perGroup, kernel.get(1), kernel.get(2));
        weighted(
                operator,
                convolution,
                sliding,
                weight,
                WeightLayout.OUTPUT_FIRST,
                shape,
                options.fusedActivationFunction());
    }

    void depthwise(FileOperator operator) {
        OperatorReader.requireOptions(operator, BuiltinOptions.DepthwiseConv2DOptions);
        DepthwiseConv2DOptions options = new DepthwiseConv2DOptions();
        operator.table().builtinOptions(options);
        FileTensor weight = values.getConstant(operator, operator.input(1));
        List<Integer> kernel = requireKernel(operator, weight);
        Steps steps = new Steps(
                kernel.get(1),
                kernel.get(2),
                options.strideH(),
                options.strideW(),
                options.dilationHFactor(),
                options.dilationWFactor());
        Sliding sliding = zeroPadded(operator, steps, options.padding());
        int channels = assembly.shapeOf(sliding.map()).channels();
        int outputs = kernel.get(3);
        if (kernel.get(0) != 1 || outputs % channels != 0) {
            throw operator.problem("its weights must have shape [1, height, width, a multiple of " + channels
                    + "] but have " + kernel);
        }
        Operator convolution = new Convolution(outputs, sliding.window(), channels);
        Shape shape = Shape.of(outputs, 1, kernel.get(1), kernel.get(2));
        weighted(
                operator,
                convolution,
                sliding,
                weight,
                WeightLayout.OUTPUT_LAST,
                shape,
                options.fusedActivationFunction());
    }

    private static List<Integer> requireKernel(FileOperator operator, FileTensor weight) {
        List<Integer> kernel = weight.shape();
        if (kernel.size() != 4) {
            throw operator.problem("its weights must have four axes but have shape " + kernel);
        }
        return kernel;
    }

    private void weighted(
            FileOperator operator,
            Operator convolution,
            Sliding sliding,
            FileTensor weight,
            WeightLayout layout,
            Shape shape,
            byte activation) {
        float[] inFile = constants.real(weight);
        int[] sources = layout.sources(shape);
        float[] inGraph = new float[inFile.length];
        for (int i = 0; i < inFile.length; i++) {
            inGraph[sources[i]] = inFile[i];
        }
        Map<WeightRole, Tensor> weights = new EnumMap<>(WeightRole.class);
        weights.put(WeightRole.WEIGHT, Tensor.owning(shape, inGraph));
        findBias(operator, shape.dimension(0)).ifPresent(bias -> weights.put(WeightRole.BIAS, bias));
        String value = assembly.add(NodeMaker.nameOf(weight), convolution, List.of(sliding.map()), weights);
        maker.noteWeights(operator, value);
        maker.map(operator, value, activation);
    }

    /** The third input: a number per channel, as integers in steps of the input's times the weight's where the file says no other. */
    Optional<Tensor> findBias(FileOperator operator, int channels) {
        return operator.findInput(2).map(input -> {
            FileTensor tensor = values.getConstant(operator, input);
            if (tensor.elements() != channels) {
                throw operator.problem("its bias must have " + channels + " numbers but has " + tensor.elements());
            }
            boolean isWithoutScale = tensor.type() == TensorType.INT32 && tensor.scales().length == 0;
            float[] scales = isWithoutScale ? maker.biasScales(operator) : new float[0];
            return Tensor.owning(Shape.of(channels), constants.real(tensor, scales));
        });
    }

    void pool(FileOperator operator) {
        OperatorReader.requireOptions(operator, BuiltinOptions.Pool2DOptions);
        Pool2DOptions options = new Pool2DOptions();
        operator.table().builtinOptions(options);
        Steps steps =
                new Steps(options.filterHeight(), options.filterWidth(), options.strideH(), options.strideW(), 1, 1);
        boolean isMaximum = operator.code() == BuiltinOperator.MAX_POOL_2D;
        FileValue input = values.get(operator, operator.input(0));
        boolean isValid = options.padding() == org.tensorflow.lite.schema.Padding.VALID;
        Optional<Padding> margin = input.margin()
                .filter(found -> isValid
                        && (isMaximum ? found.isLowest() : found.isZero())
                        && isLessThan(found.padding(), steps))
                .map(Margin::padding);
        Sliding sliding = margin.isPresent()
                ? new Sliding(input.value(), steps.withPadding(margin.get()))
                : sliding(operator, input, steps, options.padding());
        Operator pool =
                isMaximum ? new MaxPool(sliding.window()) : new AveragePool(sliding.window(), margin.isPresent());
        String value = assembly.add(operator.name(), pool, List.of(sliding.map()), Map.of());
        maker.map(operator, value, options.fusedActivationFunction());
    }

    private static boolean isLessThan(Padding padding, Steps steps) {
        return Math.max(padding.top(), padding.bottom()) < steps.height()
                && Math.max(padding.left(), padding.right()) < steps.width();
    }

    /** A convolution's map and window; zeros around the map become the window's. */
    private Sliding zeroPadded(FileOperator operator, Steps steps, byte padding) {
        FileValue input = values.get(operator, operator.input(0));
        Optional<Margin> zeros = input.margin().filter(Margin::isZero);
        return zeros.isPresent() && padding == org.tensorflow.lite.schema.Padding.VALID
                ? new Sliding(input.value(), steps.withPadding(zeros.get().padding()))
                : sliding(operator, input, steps, padding);
    }

    private Sliding sliding(FileOperator operator, FileValue input, Steps steps, byte padding) {
        String map = assembly.map(assembly.settled(input));
        Window window = steps.withPadding(Padding.NONE);
        if (padding == org.tensorflow.lite.schema.Padding.VALID) {
            return new Sliding(map, window);
        }
        if (padding != org.tensorflow.lite.schema.Padding.SAME) {
            throw operator.problem("its padding is number " + padding + " where 0 is SAME and 1 VALID");
        }
        Shape shape = assembly.shapeOf(map);
        return new Sliding(map, window.withPadding(window.samePadding(shape.height(), shape.width())));
    }

    void pad(FileOperator operator) {
        FileValue input = assembly.settled(values.get(operator, operator.input(0)));
        FileTensor tensor = values.getConstant(operator, operator.input(1));
        int[] sizes = FileConstants.integers(tensor, 8);
        if (!tensor.shape().equals(List.of(4, 2)) || sizes[0] != 0 || sizes[1] != 0 || sizes[6] != 0 || sizes[7] != 0) {
            throw operator.problem("it must pad the height and width of a map alone");
        }
        for (int size : sizes) {
            if (size < 0 || size > MOST_STEPS) {
                throw operator.problem("it pads by " + size + " where 0 to " + MOST_STEPS + " are read");
            }
        }
        Padding padding = new Padding(sizes[2], sizes[4], sizes[3], sizes[5]);
        Margin margin =
                operator.code() == BuiltinOperator.PADV2 ? filled(operator, padding) : new Margin(padding, true, false);
        String map = assembly.map(input);
        Shape shape = assembly.shapeOf(map);
        FileValue plain = FileValue.inFileOrder(operator.name(), map, shape, FileValues.fileShape(shape));
        values.put(
                operator, plain.withMargin(operator.name(), margin, FileValues.fileShape(padding.outputShape(shape))));
    }

    /** A margin of the number that an operator names. */
    private Margin filled(FileOperator operator, Padding padding) {
        FileTensor tensor = values.getConstant(operator, operator.input(2));
        if (tensor.elements() != 1) {
            throw operator.problem("it pads with " + tensor.elements() + " numbers where one is needed");
        }
        boolean isFloat = tensor.type() == TensorType.FLOAT32;
        float number =
                isFloat ? tensor.content(Float.BYTES).getFloat(0) : constants.real(tensor)[0];
        boolean isLowest = isFloat ? number <= LOWEST : isLowestInteger(tensor);
        if (number != 0 && !isLowest) {
            throw operator.problem("it pads with " + number + " where 0, or the lowest of all numbers, is needed");
        }
        return new Margin(padding, number == 0, isLowest);
    }

    private static boolean isLowestInteger(FileTensor tensor) {
        byte integer = tensor.content(1).get(0);
        return (tensor.type() == TensorType.INT8 && integer == Byte.MIN_VALUE)
                || (tensor.type() == TensorType.UINT8 && integer == 0);
    }
}
