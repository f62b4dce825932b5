package io.vedette.trainer.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.vedette.trainer.graph.operator.Concat;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.graph.operator.Transpose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads what moves numbers without changing them, of constants too, and what makes constants. */
final class ShapeReading {
    private static final Set<Integer> REAL_TYPES =
            Set.of(DataType.FLOAT_VALUE, DataType.DOUBLE_VALUE, DataType.FLOAT16_VALUE);

    private static final int MAP_RANK = 4;

    /** A list of integers is a shape, axes or paddings, some ten at most. */
    private static final int MAX_LIST = 1000;

    /** No tool fills more than a bias; the numbers are nowhere in the file. */
    private static final int MAX_FILLED = 1 << 16;

    private ShapeReading() {}

    static Map<String, NodeReading> readings() {
        Map<String, NodeReading> readings = new HashMap<>();
        readings.put("Reshape", ShapeReading::reshape);
        readings.put("Flatten", ShapeReading::flatten);
        readings.put("Squeeze", ShapeReading::squeeze);
        readings.put("Unsqueeze", ShapeReading::unsqueeze);
        readings.put("Transpose", ShapeReading::transpose);
        readings.put("Concat", ShapeReading::concat);
        readings.put("Identity", (node, assembly) -> node.input(0));
        readings.put("Cast", ShapeReading::cast);
        readings.put("Constant", (node, assembly) -> constant(node));
        readings.put("ConstantOfShape", (node, assembly) -> filled(node));
        readings.put("Shape", (node, assembly) -> shape(node));
        readings.put("Gather", (node, assembly) -> gather(node));
        return readings;
    }

    private static OnnxValue withDimensions(
            OnnxNode node, GraphAssembly assembly, OnnxValue value, List<Integer> dimensions) {
        if (elements(dimensions) != elements(value.dimensions())) {
            throw node.fault("gives shape " + value.dimensions() + " the shape " + dimensions
                    + ", which has another number of elements");
        }
        if (value instanceof OnnxConstant constant) {
            return constant.withDimensions(dimensions);
        }
        return assembly.asPlanar((GraphValue) value).withDimensions(dimensions);
    }

    private static long elements(List<Integer> dimensions) {
        long elements = 1;
        for (int dimension : dimensions) {
            elements = Math.multiplyExact(elements, (long) dimension);
        }
        return elements;
    }

    private static OnnxValue reshape(OnnxNode node, GraphAssembly assembly) {
        OnnxValue value = node.input(0);
        boolean keepsZeros = node.integer("allowzero", 0) != 0;
        List<Long> wanted = node.constant(1).toIntegers();
        List<Integer> dimensions = new ArrayList<>();
        int open = -1;
        for (int axis = 0; axis < wanted.size(); axis++) {
            long size = wanted.get(axis);
            if (size == -1 && open == -1) {
                open = axis;
                dimensions.add(1);
            } else if (size == 0 && !keepsZeros && axis < value.dimensions().size()) {
                dimensions.add(value.dimensions().get(axis));
            } else if (size > 0) {
                dimensions.add(Math.toIntExact(size));
            } else {
                throw node.fault("gives shape " + value.dimensions() + " the shape " + wanted);
            }
        }
        if (open >= 0) {
            dimensions.set(open, Math.toIntExact(elements(value.dimensions()) / elements(dimensions)));
        }
        return withDimensions(node, assembly, value, dimensions);
    }

    private static OnnxValue flatten(OnnxNode node, GraphAssembly assembly) {
        OnnxValue value = node.input(0);
        List<Integer> dimensions = value.dimensions();
        long found = node.integer("axis", 1);
        int axis = found == dimensions.size() ? dimensions.size() : node.axis(found, dimensions.size());
        List<Integer> flat = List.of(
                Math.toIntExact(elements(dimensions.subList(0, axis))),
                Math.toIntExact(elements(dimensions.subList(axis, dimensions.size()))));
        return withDimensions(node, assembly, value, flat);
    }

    private static OnnxValue squeeze(OnnxNode node, GraphAssembly assembly) {
        OnnxValue value = node.input(0);
        List<Integer> dimensions = value.dimensions();
        List<Long> axes = node.integers("axes", 1).orElseGet(() -> IntStream.range(0, dimensions.size())
                .filter(axis -> dimensions.get(axis) == 1)
                .mapToObj(axis -> (long) axis)
                .toList());
        Set<Integer> dropped =
                axes.stream().map(axis -> node.axis(axis, dimensions.size())).collect(Collectors.toSet());
        List<Integer> left = IntStream.range(0, dimensions.size())
                .filter(axis -> !dropped.contains(axis))
                .mapToObj(dimensions::get)
                .toList();
        return withDimensions(node, assembly, value, left);
    }

    private static OnnxValue unsqueeze(OnnxNode node, GraphAssembly assembly) {
        OnnxValue value = node.input(0);
        List<Long> axes = node.integers("axes", 1).orElseThrow(() -> node.fault("lacks its axes"));
        int rank = value.dimensions().size() + axes.size();
        TreeSet<Integer> added = new TreeSet<>();
        axes.forEach(axis -> added.add(node.axis(axis, rank)));
        List<Integer> dimensions = new ArrayList<>(value.dimensions());
        added.forEach(axis -> dimensions.add(axis, 1));
        return withDimensions(node, assembly, value, dimensions);
    }

    // Transposing.

    private static OnnxValue transpose(OnnxNode node, GraphAssembly assembly) {
        OnnxValue input = node.input(0);
        int rank = input.dimensions().size();
        List<Integer> order = node.integers("perm")
                .map(axes -> axes.stream().map(axis -> node.axis(axis, rank)).toList())
                .orElseGet(() -> IntStream.range(0, rank)
                        .mapToObj(axis -> rank - 1 - axis)
                        .toList());
        if (!order.stream()
                .sorted()
                .toList()
                .equals(IntStream.range(0, rank).boxed().toList())) {
            throw node.fault("exchanges the axes of shape " + input.dimensions() + " by " + order);
        }
        if (input instanceof OnnxConstant constant) {
            return constant.transposed(order);
        }
        GraphValue value = node.moving(0);
        List<Integer> dimensions = order.stream().map(value.dimensions()::get).toList();
        boolean bringsChannelsFirst = order.equals(List.of(0, 3, 1, 2)) || order.equals(List.of(2, 0, 1));
        if (value.isInterleaved() && bringsChannelsFirst) {
            return value.planar(dimensions);
        }
        return transposed(node, assembly, assembly.asPlanar(value), order, dimensions);
    }

    private static OnnxValue transposed(
            OnnxNode node, GraphAssembly assembly, GraphValue value, List<Integer> order, List<Integer> dimensions) {
        List<Integer> old = value.dimensions();
        List<Integer> moved = order.stream().filter(axis -> old.get(axis) != 1).toList();
        if (moved.equals(moved.stream().sorted().toList())) {
            return value.withDimensions(dimensions);
        }
        String source;
        Operator operator;
        if (old.size() == MAP_RANK && old.get(0) == 1) {
            source = assembly.asMap(value).name();
            // The batch has one element, wherever the file moves it.
            operator = new Transpose(order.stream()
                    .filter(axis -> axis != 0)
                    .map(axis -> axis - 1)
                    .toList());
        } else {
            List<List<Integer>> runs = runs(moved, moved.stream().sorted().toList());
            if (runs.size() > MAP_RANK - 1) {
                throw node.fault("exchanges the axes of shape " + old + " by " + order
                        + ", which is more than a map's three axes allow");
            }
            source = assembly.reshaped(value.name(), mergedShape(old, runs));
            operator = new Transpose(mergedOrder(runs));
        }
        String name = assembly.add(node.output(), operator, source);
        return GraphValue.made(name, dimensions).withIntegers(value.integers());
    }

    /** Axes in their new order, those that stay side by side together. */
    private static List<List<Integer>> runs(List<Integer> moved, List<Integer> sorted) {
        List<List<Integer>> runs = new ArrayList<>();
        for (int i = 0; i < moved.size(); i++) {
            boolean follows = i > 0 && sorted.indexOf(moved.get(i)) == sorted.indexOf(moved.get(i - 1)) + 1;
            if (!follows) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(moved.get(i));
        }
        return runs;
    }

    private static List<List<Integer>> inOldOrder(List<List<Integer>> runs) {
        return runs.stream()
                .sorted((a, b) -> Integer.compare(a.get(0), b.get(0)))
                .toList();
    }

    private static Shape mergedShape(List<Integer> old, List<List<Integer>> runs) {
        List<Integer> merged = new ArrayList<>();
        for (List<Integer> run : inOldOrder(runs)) {
            merged.add(Math.toIntExact(elements(run.stream().map(old::get).toList())));
        }
        while (merged.size() < MAP_RANK - 1) {
            merged.add(1);
        }
        return new Shape(merged);
    }

    private static List<Integer> mergedOrder(List<List<Integer>> runs) {
        List<List<Integer>> sorted = inOldOrder(runs);
        List<Integer> order = new ArrayList<>();
        runs.forEach(run -> order.add(sorted.indexOf(run)));
        while (order.size() < MAP_RANK - 1) {
            order.add(order.size());
        }
        return order;
    }

    // Joining.

    private static OnnxValue concat(OnnxNode node, GraphAssembly assembly) {
        if (!node.has("axis") || node.inputCount() == 0) {
            throw node.fault("needs an axis and inputs");
        }
        int rank = node.input(0).dimensions().size();
        int axis = node.axis(node.integer("axis", 0), rank);
        if (node.inputCount() == 1) {
            return node.input(0);
        }
        if (IntStream.range(0, node.inputCount()).allMatch(node::isConstant)) {
            return joined(node, rank);
        }
        List<GraphValue> values =
                IntStream.range(0, node.inputCount()).mapToObj(node::real).toList();
        boolean areAlike = values.stream()
                .allMatch(value ->
                        value.dimensions().size() == rank && value.dimensions().get(0) == 1);
        if (axis != 1 || !areAlike || (rank != MAP_RANK && rank != 2)) {
            throw node.fault("joins shapes "
                    + values.stream().map(GraphValue::dimensions).toList() + " along axis " + axis
                    + " but only channels of maps or vectors, axis 1, are read");
        }
        List<String> names = values.stream()
                .map(value -> rank == MAP_RANK ? assembly.asMap(value).name() : assembly.asVector(value))
                .toList();
        String name = assembly.add(node.output(), new Concat(), names, Map.of());
        return GraphValue.ofOne(name, assembly.shapeOf(name).dimensions());
    }

    /** Constants one after the other, which is how exporters put shapes together. */
    private static OnnxConstant joined(OnnxNode node, int rank) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < node.inputCount(); i++) {
            OnnxConstant part = node.constant(i);
            if (rank != 1 || REAL_TYPES.contains(part.type())) {
                throw node.fault("joins constants, of which only lists of integers are read");
            }
            part.toIntegers().forEach(number -> numbers.add(Math.toIntExact(number)));
            if (numbers.size() > MAX_LIST) {
                throw node.fault("joins a list of more than " + MAX_LIST + " integers");
            }
        }
        return OnnxConstant.ofIntegers(node.file(), node.output(), numbers);
    }

    // Types and constants.

    private static OnnxValue cast(OnnxNode node, GraphAssembly assembly) {
        node.ignore("saturate");
        int type = Math.toIntExact(node.integer("to", DataType.FLOAT_VALUE));
        if (node.input(0) instanceof OnnxConstant constant) {
            boolean isCut = REAL_TYPES.contains(constant.type()) && !REAL_TYPES.contains(type);
            return constant.derived(
                    constant.dimensions(), type, isCut ? i -> (long) constant.at(i) : constant.numbers());
        }
        if (!REAL_TYPES.contains(type)) {
            throw node.fault("turns floats into " + OnnxConstant.typeName(type));
        }
        return node.real(0);
    }

    private static OnnxConstant constant(OnnxNode node) {
        if (node.has("value")) {
            AttributeProto value = node.attribute("value").orElseThrow();
            return OnnxConstant.of(node.file(), node.output(), value.getT());
        }
        if (node.has("value_float") || node.has("value_int")) {
            double number = node.has("value_float") ? node.number("value_float", 0) : node.integer("value_int", 0);
            int type = node.has("value_float") ? DataType.FLOAT_VALUE : DataType.INT64_VALUE;
            return new OnnxConstant(node.file(), node.output(), List.of(), type, i -> number);
        }
        if (node.has("value_floats")) {
            List<Float> numbers = node.attribute("value_floats").orElseThrow().getFloatsList();
            return new OnnxConstant(
                    node.file(), node.output(), List.of(numbers.size()), DataType.FLOAT_VALUE, numbers::get);
        }
        List<Long> numbers = node.integers("value_ints").orElseThrow(() -> node.fault("holds no numbers"));
        return new OnnxConstant(
                node.file(), node.output(), List.of(numbers.size()), DataType.INT64_VALUE, numbers::get);
    }

    private static OnnxConstant filled(OnnxNode node) {
        List<Integer> dimensions = new ArrayList<>();
        for (long size : node.constant(0).toIntegers()) {
            dimensions.add(Math.toIntExact(size));
        }
        if (elements(dimensions) > MAX_FILLED || dimensions.stream().anyMatch(size -> size < 0)) {
            throw node.fault("makes a constant of shape " + dimensions);
        }
        OnnxConstant zero = new OnnxConstant(node.file(), node.output(), List.of(), DataType.FLOAT_VALUE, i -> 0);
        OnnxConstant value = node.attribute("value")
                .map(found -> OnnxConstant.of(node.file(), node.output(), found.getT()))
                .orElse(zero);
        double number = value.number();
        return value.derived(dimensions, value.type(), i -> number);
    }

    /** The shape of a value is known before anything runs. */
    private static OnnxConstant shape(OnnxNode node) {
        List<Integer> dimensions = node.input(0).dimensions();
        int rank = dimensions.size();
        int start = bound(node.integer("start", 0), rank);
        int end = Math.max(start, bound(node.integer("end", rank), rank));
        return OnnxConstant.ofIntegers(node.file(), node.output(), dimensions.subList(start, end));
    }

    private static int bound(long found, int rank) {
        return (int) Math.max(0, Math.min(rank, found < 0 ? found + rank : found));
    }

    private static OnnxConstant gather(OnnxNode node) {
        OnnxConstant list = node.constant(0);
        OnnxConstant positions = node.constant(1);
        if (list.dimensions().size() != 1 || node.axis(node.integer("axis", 0), 1) != 0) {
            throw node.fault("picks from a constant of shape " + list.dimensions() + " but only lists are read");
        }
        int[] picked = positions.toIntegers().stream()
                .mapToInt(position -> node.axis(position, list.elements()))
                .toArray();
        return list.derived(positions.dimensions(), list.type(), i -> list.at(picked[i]));
    }
}
