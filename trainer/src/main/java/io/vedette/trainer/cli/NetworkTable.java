package io.vedette.trainer.cli;

import io.vedette.trainer.inspection.ActivationMemory;
import io.vedette.trainer.inspection.LayerDescription;
import io.vedette.trainer.inspection.NetworkDescription;
import io.vedette.trainer.inspection.NetworkText;
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
        console.print("input          " + NetworkText.shape(network.input())
                + (network.isInteger() ? ", " + StorageText.of(network.inputStorage()) : ""));
        printLayers(console, network);
        console.print(String.format(
                Locale.ROOT,
                "logits         %,d, made by %s",
                network.classes(),
                NetworkText.shortened(network.logits(), LONGEST_NAME)));
        console.print(String.format(
                Locale.ROOT,
                "embedding      %,d features, made by %s",
                network.features(),
                NetworkText.shortened(network.embedding(), LONGEST_NAME)));
        console.print(String.format(Locale.ROOT, "parameters     %,d", network.parameters()));
        console.print(String.format(
                Locale.ROOT, "operations     %,d multiply-accumulates a picture", network.multiplyAccumulates()));
        ActivationMemory memory = network.memory();
        console.print(String.format(
                Locale.ROOT,
                "peak memory    %,d bytes of activations in floats, while %s runs",
                memory.floatBytes(),
                NetworkText.shortened(memory.floatNode(), LONGEST_NAME)));
        console.print(String.format(
                Locale.ROOT,
                "               %,d bytes %s, while %s runs",
                memory.integerBytes(),
                network.isInteger() ? "as the file stores them" : "in 8-bit integers",
                NetworkText.shortened(memory.integerNode(), LONGEST_NAME)));
    }

    private static void printLayers(Console console, NetworkDescription network) {
        List<List<String>> rows = new ArrayList<>();
        boolean isCut = network.layers().stream().anyMatch(NetworkTable::isCut);
        rows.add(List.of(
                "layer",
                "operator",
                "output",
                "parameters",
                "operations",
                network.isInteger() ? "stored" : "",
                isCut ? "whole name" : ""));
        for (LayerDescription layer : network.layers()) {
            rows.add(List.of(
                    NetworkText.shortened(layer.name(), LONGEST_NAME),
                    layer.operator(),
                    NetworkText.shape(layer.output()),
                    count(layer.parameters()),
                    count(layer.multiplyAccumulates()),
                    network.isInteger() ? stored(layer) : "",
                    isCut(layer) ? layer.name() : ""));
        }
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        String format = String.format(
                Locale.ROOT,
                "%%-%ds  %%-%ds  %%-%ds  %%%ds  %%%ds  %s%%s",
                widths[0],
                widths[1],
                widths[2],
                widths[3],
                widths[4],
                widths[5] == 0 ? "%s" : "%-" + widths[5] + "s  ");
        rows.forEach(row ->
                console.print(String.format(Locale.ROOT, format, row.toArray()).stripTrailing()));
    }

    private static boolean isCut(LayerDescription layer) {
        return layer.name().length() > LONGEST_NAME;
    }

    private static String stored(LayerDescription layer) {
        String weights = layer.weightStorage().entrySet().stream()
                .map(role -> ", " + role.getKey() + " " + StorageText.of(role.getValue()))
                .collect(Collectors.joining());
        return StorageText.of(layer.storage()) + weights;
    }

    private static String count(long count) {
        return count == 0 ? "" : String.format(Locale.ROOT, "%,d", count);
    }
}
