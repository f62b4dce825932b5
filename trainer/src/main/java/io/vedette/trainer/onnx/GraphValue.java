package io.vedette.trainer.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value of the graph as a name in the file sees it: the same numbers in the same order, in a shape that may differ from the graph's.
 *
 * @param name of the value in the graph
 * @param isInterleaved whether the file counts channels last where the graph has them first, which only the picture may
 * @param isExclusive whether one node at most reads it
 * @param integers where the file holds it in integers: their constants
 */
record GraphValue(
        String name,
        List<Integer> dimensions,
        boolean isInterleaved,
        boolean isExclusive,
        Optional<IntegerStep> integers)
        implements OnnxValue {
    GraphValue {
        dimensions = List.copyOf(dimensions);
        OnnxConstant.requireRank(dimensions.size());
    }

    /** What a node has just made. */
    static GraphValue made(String name, List<Integer> dimensions) {
        return new GraphValue(name, dimensions, false, true, Optional.empty());
    }

    /** What a node has just made for a batch of one. */
    static GraphValue ofOne(String name, List<Integer> shape) {
        List<Integer> dimensions = new ArrayList<>(List.of(1));
        dimensions.addAll(shape);
        return made(name, dimensions);
    }

    GraphValue withName(String newName) {
        return new GraphValue(newName, dimensions, isInterleaved, isExclusive, integers);
    }

    GraphValue withDimensions(List<Integer> newDimensions) {
        return new GraphValue(name, newDimensions, isInterleaved, isExclusive, integers);
    }

    GraphValue withIntegers(Optional<IntegerStep> newIntegers) {
        return new GraphValue(name, dimensions, isInterleaved, isExclusive, newIntegers);
    }

    /** The same value when this name has several readers. */
    GraphValue shared() {
        return new GraphValue(name, dimensions, isInterleaved, false, integers);
    }

    /** The picture with its channels where the graph has them. */
    GraphValue planar(List<Integer> newDimensions) {
        return new GraphValue(name, newDimensions, false, isExclusive, integers);
    }
}
