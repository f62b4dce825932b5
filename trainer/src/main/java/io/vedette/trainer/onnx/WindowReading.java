package io.vedette.trainer.onnx;

import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.AveragePool;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.GlobalAveragePool;
import io.vedette.trainer.graph.operator.MaxPool;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Pad;
import io.vedette.trainer.graph.operator.Padding;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.graph.operator.Window;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads what slides a window over a map or lays a border around it. */
final class WindowReading {
    private static final int MAP_RANK = 4;

    private WindowReading() {}

    static Map<String, NodeReading> readings() {
        Map<String, NodeReading> readings = new HashMap<>();
        readings.put("Conv", WindowReading::convolution);
        readings.put("MaxPool", WindowReading::maximum);
        readings.put("AveragePool", WindowReading::average);
        readings.put("GlobalAveragePool", WindowReading::globalAverage);
        readings.put("ReduceMean", WindowReading::mean);
        readings.put("Pad", WindowReading::pad);
        return readings;
    }

    private static GraphValue ofMap(GraphAssembly assembly, String name) {
        return GraphValue.ofOne(name, assembly.shapeOf(name).dimensions());
    }

    private static OnnxValue convolution(OnnxNode node, GraphAssembly assembly) {
        GraphValue value = assembly.asMap(node.real(0));
        OnnxConstant kernel = node.constant(1);
        if (kernel.dimensions().size() != MAP_RANK) {
            throw node.fault("slides its kernel of shape " + kernel.dimensions() + " over something else than a map");
        }
        Shape shape = new Shape(kernel.dimensions());
        List<Integer> size = node.extents("kernel_shape", 2, 0);
        if (node.has("kernel_shape") && !size.equals(shape.dimensions().subList(2, 4))) {
            throw node.fault("kernel_shape is " + size + " but the kernel has shape " + shape);
        }
        int groups = Math.toIntExact(node.integer("group", 1));
        Convolution convolution = new Convolution(
                shape.dimension(0), window(node, assembly, value, shape.dimension(2), shape.dimension(3)), groups);
        Map<WeightRole, Tensor> weights = new EnumMap<>(WeightRole.class);
        weights.put(WeightRole.WEIGHT, kernel.toTensor(shape));
        node.findConstant(2)
                .ifPresent(bias -> weights.put(WeightRole.BIAS, bias.toTensor(Shape.of(shape.dimension(0)))));
        String name = assembly.add(node.output(), convolution, List.of(value.name()), weights);
        assembly.noteWeights(name, kernel, node.findConstant(2));
        return ofMap(assembly, name);
    }

    private static Window window(OnnxNode node, GraphAssembly assembly, GraphValue value, int height, int width) {
        List<Integer> strides = node.extents("strides", 2, 1);
        List<Integer> dilations = node.extents("dilations", 2, 1);
        Window bare = new Window(
                height, width, strides.get(0), strides.get(1), Padding.NONE, dilations.get(0), dilations.get(1));
        Shape map = assembly.shapeOf(value.name());
        Padding same = bare.samePadding(map.height(), map.width());
        String automatic = node.text("auto_pad", "NOTSET");
        List<Integer> pads = node.extents("pads", 4, 0);
        return switch (automatic) {
            case "NOTSET" -> bare.withPadding(new Padding(pads.get(0), pads.get(1), pads.get(2), pads.get(3)));
            case "VALID" -> bare;
            case "SAME_UPPER" -> bare.withPadding(same);
            // The odd row and column lie at the start, not at the end.
            case "SAME_LOWER" ->
                bare.withPadding(new Padding(
                        /* top= */ same.bottom(),
                        /* left= */ same.right(),
                        /* bottom= */ same.top(),
                        /* right= */ same.left()));
            default ->
                throw node.fault("auto_pad is " + automatic + " but must be NOTSET, VALID, SAME_UPPER or SAME_LOWER");
        };
    }

    private static Window poolWindow(OnnxNode node, GraphAssembly assembly, GraphValue value) {
        if (!node.has("kernel_shape")) {
            throw node.fault("lacks attribute kernel_shape");
        }
        List<Integer> size = node.extents("kernel_shape", 2, 0);
        return window(node, assembly, value, size.get(0), size.get(1));
    }

    private static OnnxValue maximum(OnnxNode node, GraphAssembly assembly) {
        node.ignore("storage_order");
        GraphValue given = node.moving(0);
        GraphValue value = assembly.asMap(given);
        Window window = poolWindow(node, assembly, value);
        if (node.integer("ceil_mode", 0) != 0) {
            window = window.withPadding(roundedUp(window, assembly.shapeOf(value.name())));
        }
        return ofMap(assembly, assembly.add(node.output(), new MaxPool(window), value.name()))
                .withIntegers(given.integers());
    }

    private static OnnxValue average(OnnxNode node, GraphAssembly assembly) {
        GraphValue value = assembly.asMap(node.real(0));
        Window window = poolWindow(node, assembly, value);
        boolean countsPadding = node.integer("count_include_pad", 0) != 0;
        if (node.integer("ceil_mode", 0) != 0) {
            Padding rounded = roundedUp(window, assembly.shapeOf(value.name()));
            if (countsPadding && !rounded.equals(window.padding())) {
                throw node.fault("counts its padding but not what ceil_mode adds to it, for which there is no form");
            }
            window = window.withPadding(rounded);
        }
        return ofMap(assembly, assembly.add(node.output(), new AveragePool(window, countsPadding), value.name()));
    }

    /** Padding with which a last window that began inside the map is not left out. */
    private static Padding roundedUp(Window window, Shape map) {
        Padding padding = window.padding();
        int bottom = missing(
                map.height() + padding.top(), padding.bottom(), window.verticalExtent(), window.verticalStride());
        int right = missing(
                map.width() + padding.left(), padding.right(), window.horizontalExtent(), window.horizontalStride());
        return new Padding(padding.top(), padding.left(), padding.bottom() + bottom, padding.right() + right);
    }

    private static int missing(int extent, int end, int size, int stride) {
        int room = Math.max(extent + end - size, 0);
        int steps = (room + stride - 1) / stride;
        // A window that would begin in the padding at the end is left out all the same.
        return steps * stride < extent ? Math.max(steps * stride - room, 0) : 0;
    }

    private static OnnxValue globalAverage(OnnxNode node, GraphAssembly assembly) {
        GraphValue value = assembly.asMap(node.real(0));
        return ofMap(assembly, assembly.add(node.output(), new GlobalAveragePool(), value.name()));
    }

    private static OnnxValue mean(OnnxNode node, GraphAssembly assembly) {
        GraphValue value = assembly.asMap(node.real(0));
        node.ignore("noop_with_empty_axes");
        TreeSet<Integer> axes = new TreeSet<>();
        node.integers("axes", 1).orElse(List.of()).forEach(axis -> axes.add(node.axis(axis, MAP_RANK)));
        if (!List.copyOf(axes).equals(List.of(2, 3))) {
            throw node.fault("takes the mean over axes " + axes + " but only that over a map's area, [2, 3], is read");
        }
        GraphValue mean = ofMap(assembly, assembly.add(node.output(), new GlobalAveragePool(), value.name()));
        return node.integer("keepdims", 1) == 1
                ? mean
                : mean.withDimensions(mean.dimensions().subList(0, 2));
    }

    private static OnnxValue pad(OnnxNode node, GraphAssembly assembly) {
        GraphValue value = assembly.asMap(node.real(0));
        String mode = node.text("mode", "constant");
        double content = node.findConstant(2).map(OnnxConstant::number).orElse((double) node.number("value", 0));
        if (!mode.equals("constant") || content != 0) {
            throw node.fault("pads with " + (mode.equals("constant") ? content : mode) + " but only zeros are read");
        }
        List<Long> found = node.integers("pads", 1).orElseThrow(() -> node.fault("lacks its paddings"));
        List<Integer> axes = padAxes(node);
        if (found.size() != 2 * axes.size()) {
            throw node.fault("pads " + axes.size() + " axes by " + found.size() + " numbers, not by two each");
        }
        int[] starts = new int[MAP_RANK];
        int[] ends = new int[MAP_RANK];
        for (int i = 0; i < axes.size(); i++) {
            starts[axes.get(i)] = node.extent("pads", found.get(i));
            ends[axes.get(i)] = node.extent("pads", found.get(i + axes.size()));
        }
        if (starts[0] + starts[1] + ends[0] + ends[1] != 0) {
            throw node.fault("pads the batch or the channels, by " + found + ", not only a map's height and width");
        }
        Operator pad = new Pad(new Padding(starts[2], starts[3], ends[2], ends[3]));
        return ofMap(assembly, assembly.add(node.output(), pad, value.name()));
    }

    private static List<Integer> padAxes(OnnxNode node) {
        Optional<List<Long>> named = node.findConstant(3).map(OnnxConstant::toIntegers);
        List<Integer> axes = new ArrayList<>();
        if (named.isPresent()) {
            named.get().forEach(axis -> axes.add(node.axis(axis, MAP_RANK)));
            return axes;
        }
        return List.of(0, 1, 2, 3);
    }
}
