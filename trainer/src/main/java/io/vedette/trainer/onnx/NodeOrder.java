package io.vedette.trainer.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** The nodes of a file in an order in which they can run: that of the file where it is one. */
final class NodeOrder {
    private static final int NAMED = 5;

    private NodeOrder() {}

    /**
     * Sorts.
     *
     * @param given names of values that no node makes
     */
    static List<NodeProto> of(String file, List<NodeProto> nodes, Set<String> given) {
        Map<String, Integer> makers = makers(file, nodes, given);
        List<List<Integer>> readers = new ArrayList<>();
        nodes.forEach(node -> readers.add(new ArrayList<>()));
        int[] awaited = new int[nodes.size()];
        for (int i = 0; i < nodes.size(); i++) {
            for (String input : new HashSet<>(nodes.get(i).getInputList())) {
                Integer maker = makers.get(input);
                if (maker != null) {
                    readers.get(maker).add(i);
                    awaited[i]++;
                } else if (!input.isEmpty() && !given.contains(input)) {
                    throw new OnnxFormatException(
                            file,
                            "holds node " + OnnxNode.nameOf(nodes.get(i)) + ", which reads value " + input
                                    + ", which nothing in the file makes");
                }
            }
        }
        return sorted(file, nodes, readers, awaited);
    }

    private static Map<String, Integer> makers(String file, List<NodeProto> nodes, Set<String> given) {
        Map<String, Integer> makers = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            for (String output : nodes.get(i).getOutputList()) {
                if (!output.isEmpty() && (given.contains(output) || makers.put(output, i) != null)) {
                    throw new OnnxFormatException(file, "makes value " + output + " twice");
                }
            }
        }
        return makers;
    }

    private static List<NodeProto> sorted(
            String file, List<NodeProto> nodes, List<List<Integer>> readers, int[] awaited) {
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int i = 0; i < awaited.length; i++) {
            if (awaited[i] == 0) {
                ready.add(i);
            }
        }
        List<NodeProto> sorted = new ArrayList<>();
        while (!ready.isEmpty()) {
            int next = ready.remove();
            sorted.add(nodes.get(next));
            for (int reader : readers.get(next)) {
                if (--awaited[reader] == 0) {
                    ready.add(reader);
                }
            }
        }
        if (sorted.size() < nodes.size()) {
            List<String> waiting = new ArrayList<>();
            for (int i = 0; i < awaited.length && waiting.size() < NAMED; i++) {
                if (awaited[i] > 0) {
                    waiting.add(OnnxNode.nameOf(nodes.get(i)));
                }
            }
            throw new OnnxFormatException(file, "has nodes in a circle, each waiting for another: " + waiting);
        }
        return sorted;
    }
}
