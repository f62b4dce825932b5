package io.vedette.trainer.cli;

import io.vedette.trainer.graph.TensorStorage;
import io.vedette.trainer.inspection.LayerDescription;
import io.vedette.trainer.inspection.NetworkDescription;
import io.vedette.trainer.inspection.StorageText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A network as lines of text: its layers, then what they come to. */
final class NetworkTable {
    private static final int LONGEST_NAME = 44;

    private NetworkTable() {}

    static void print(Console console, NetworkDescription network) {
        console.print("network        " + network.name());
        console.print("input          " + shape(network.input())
                + (network.isInteger() ? ", " + storage(network.inputStorage()) : ""));
        printLayers(console, network);
        console.print(String.format(
                Locale.ROOT, "logits         %,d, made by %s", network.classes(), shortened(network.logits())));
        console.print(String.format(
                Locale.ROOT,
                "embedding      %,d features, made by %s",
                network.features(),
                shortened(network.embedding())));
        console.print(String.format(Locale.ROOT, "parameters     %,d", network.parameters()));
        console.print(String.format(
                Locale.ROOT, "operations     %,d multiply-accumulates a picture", network.multiplyAccumulates()));
        console.print(String.format(
                Locale.ROOT,
                "peak memory    %,d bytes of activations in floats, %,d %s, while %s runs",
                network.memory().floatBytes(),
                network.memory().integerBytes(),
                network.isInteger() ? "as the file stores them" : "in 8-bit integers",
                shortened(network.memory().node())));
    }

    private static void printLayers(Console console, NetworkDescription network) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "layer", "operator", "output", "parameters", "operations", network.isInteger() ? "stored" : ""));
        for (LayerDescription layer : network.layers()) {
            rows.add(List.of(
                    shortened(layer.name()),
                    layer.operator(),
                    shape(layer.output()),
                    count(layer.parameters()),
                    count(layer.multiplyAccumulates()),
                    network.isInteger() ? stored(layer) : ""));
        }
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        String format = String.format(
                Locale.ROOT,
                "%%-%ds  %%-%ds  %%-%ds  %%%ds  %%%ds  %%s",
                widths[0],
                widths[1],
                widths[2],
                widths[3],
                widths[4]);
        rows.forEach(row ->
                console.print(String.format(Locale.ROOT, format, row.toArray()).stripTrailing()));
    }

    private static String stored(LayerDescription layer) {
        String weights = layer.weightStorage().entrySet().stream()
                .map(role -> ", " + role.getKey() + " " + StorageText.of(role.getValue()))
                .collect(Collectors.joining());
        return storage(layer.storage()) + weights;
    }

    private static String storage(List<TensorStorage> storage) {
        return storage.isEmpty()
                ? "float32"
                : storage.stream().map(StorageText::of).collect(Collectors.joining(", then "));
    }

    private static String shape(List<Integer> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining("×"));
    }

    private static String count(long count) {
        return count == 0 ? "" : String.format(Locale.ROOT, "%,d", count);
    }

    /** The end of a name tells more than its beginning, which layers share. */
    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : "…" + name.substring(name.length() - LONGEST_NAME + 1);
    }
}
