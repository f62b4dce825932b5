package io.vedette.trainer.inspection;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.GraphStorage;
import io.vedette.trainer.graph.IntegerType;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.TensorStorage;
import io.vedette.trainer.graph.operator.Activation;
import io.vedette.trainer.graph.operator.BatchNorm;
import io.vedette.trainer.graph.operator.Dropout;
import io.vedette.trainer.graph.operator.Flatten;
import io.vedette.trainer.graph.operator.Identity;
import io.vedette.trainer.graph.operator.Operator;
import io.vedette.trainer.graph.operator.Reshape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The most memory that values take at once while the nodes run in their order, without weights and without what a kernel needs for itself.
 *
 * <p>A value lives from the node that makes it to the last that reads it, logits and embedding to the end. What flattens, reshapes or drops out
 * makes no numbers of its own and hands its input's on; a batch norm or an activation writes over its input where nobody else reads that, as
 * runtimes do when they fuse it. While a node runs, what it reads and what it makes are there together.
 *
 * @param floatBytes when each number takes four bytes
 * @param floatNode which runs while the most floats are there
 * @param integerBytes when each takes what the file has it in, or one byte if the file is in floats
 * @param integerNode which runs while the most of those are there
 */
public record ActivationMemory(long floatBytes, String floatNode, long integerBytes, String integerNode) {
    /** Works it out. */
    public static ActivationMemory of(Graph graph, GraphStorage storage) {
        List<Room> rooms = rooms(graph);
        long[] floats = occupied(graph, rooms, room -> (long) Float.BYTES * room.elements);
        long[] integers = occupied(graph, rooms, room -> (long) room.numberBytes(storage) * room.elements);
        int floatPeak = peak(floats);
        int integerPeak = peak(integers);
        return new ActivationMemory(
                floats[floatPeak],
                graph.nodes().get(floatPeak).name(),
                integers[integerPeak],
                graph.nodes().get(integerPeak).name());
    }

    /** The first place of the most. */
    private static int peak(long[] taken) {
        int most = 0;
        for (int i = 0; i < taken.length; i++) {
            most = taken[i] > taken[most] ? i : most;
        }
        return most;
    }

    /** Memory that one value takes, or several one after the other. */
    private static final class Room {
        private final int elements;
        private final int from;
        private final List<String> values = new ArrayList<>();
        private int to;

        Room(int elements, int from) {
            this.elements = elements;
            this.from = from;
            this.to = from;
        }

        void keepUntil(int node) {
            to = Math.max(to, node);
        }

        int numberBytes(GraphStorage storage) {
            if (!storage.isInteger()) {
                return 1;
            }
            return values.stream()
                    .flatMap(value -> storage.ofValue(value).stream())
                    .map(TensorStorage::type)
                    .mapToInt(IntegerType::sizeBytes)
                    .max()
                    .orElse(Float.BYTES);
        }
    }

    private static List<Room> rooms(Graph graph) {
        List<Room> rooms = new ArrayList<>();
        Map<String, Room> byValue = new HashMap<>();
        Room picture = new Room(graph.input().elements(), 0);
        picture.values.add(Graph.INPUT);
        rooms.add(picture);
        byValue.put(Graph.INPUT, picture);
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            for (String input : node.inputs()) {
                getRoom(byValue, input).keepUntil(i);
            }
            Room room;
            if (sharesRoom(graph, node)) {
                room = getRoom(byValue, node.inputs().get(0));
            } else {
                room = new Room(graph.shapeOf(node.output()).elements(), i);
                rooms.add(room);
            }
            room.values.add(node.output());
            room.keepUntil(graph.isOutput(node.output()) ? graph.nodes().size() - 1 : i);
            byValue.put(node.output(), room);
        }
        return rooms;
    }

    private static Room getRoom(Map<String, Room> byValue, String value) {
        Room room = byValue.get(value);
        if (room == null) {
            throw new IllegalStateException("A checked graph makes every value before it is read, but not " + value);
        }
        return room;
    }

    private static boolean sharesRoom(Graph graph, Node node) {
        Operator operator = node.operator();
        if (operator instanceof Flatten
                || operator instanceof Reshape
                || operator instanceof Identity
                || operator instanceof Dropout) {
            return true;
        }
        return (operator instanceof Activation || operator instanceof BatchNorm)
                && graph.consumers(node.input()).size() == 1
                && !graph.isOutput(node.input());
    }

    /** What is taken while each node runs. */
    private static long[] occupied(Graph graph, List<Room> rooms, ToLongFunction<Room> bytes) {
        long[] change = new long[graph.nodes().size() + 1];
        for (Room room : rooms) {
            change[room.from] += bytes.applyAsLong(room);
            change[room.to + 1] -= bytes.applyAsLong(room);
        }
        long[] taken = new long[graph.nodes().size()];
        long now = 0;
        for (int i = 0; i < taken.length; i++) {
            now += change[i];
            taken[i] = now;
        }
        return taken;
    }
}
