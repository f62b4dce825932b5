package io.vedette.trainer.data;

import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Collects examples into a {@link Dataset}. */
public final class DatasetBuilder {
    private final String name;
    private final List<String> labels;
    private final PreprocessingSpec preprocessing;
    private final PackedPixels pixels;
    private final Map<Split, IntList> splits = new EnumMap<>(Split.class);
    private final IntList classes = new IntList();
    private final List<String> exampleNames = new ArrayList<>();
    private final Map<Split, MessageDigest> digests = new EnumMap<>(Split.class);

    public DatasetBuilder(String name, List<String> labels, PreprocessingSpec preprocessing) {
        if (labels.isEmpty() || new HashSet<>(labels).size() != labels.size()) {
            throw new IllegalArgumentException("labels are not one or more distinct names: " + labels);
        }
        this.name = name;
        this.labels = List.copyOf(labels);
        this.preprocessing = preprocessing;
        this.pixels = new PackedPixels(preprocessing.pixelBytes());
        for (Split split : Split.values()) {
            splits.put(split, new IntList());
            digests.put(split, Sha256.newDigest());
        }
    }

    List<String> labels() {
        return labels;
    }

    PreprocessingSpec preprocessing() {
        return preprocessing;
    }

    /** Appends one example whose packed pixels start at {@code offset} of {@code source}. */
    public DatasetBuilder add(Split split, int classIndex, byte[] source, int offset, String exampleName) {
        if (classIndex < 0 || classIndex >= labels.size()) {
            throw new IllegalArgumentException(
                    "class is not between 0 and " + (labels.size() - 1) + ": " + classIndex + " of " + exampleName);
        }
        MessageDigest digest = of(digests, split);
        digest.update((labels.get(classIndex) + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(source, offset, pixels.exampleBytes());
        of(splits, split).add(classes.size());
        classes.add(classIndex);
        pixels.add(source, offset);
        exampleNames.add(exampleName);
        return this;
    }

    /** Appends all examples of another dataset of the same preprocessing, each to its own split. */
    public DatasetBuilder addAll(Dataset other) {
        if (!other.preprocessing().equals(preprocessing)) {
            throw new IllegalArgumentException(
                    "preprocessing differs: " + other.preprocessing() + " and " + preprocessing);
        }
        byte[] example = new byte[pixels.exampleBytes()];
        for (Split split : Split.values()) {
            for (int index : other.indices(split)) {
                other.pixels().copyTo(index, example, 0);
                String label = other.labels().get(other.classOf(index));
                int classIndex = labels.indexOf(label);
                if (classIndex < 0) {
                    throw new UnknownClassException(label, Path.of(other.name()));
                }
                add(split, classIndex, example, 0, other.exampleName(index));
            }
        }
        return this;
    }

    /** The dataset; the builder must not be used afterwards. */
    public Dataset build() {
        pixels.trim();
        Map<Split, int[]> indices = new EnumMap<>(Split.class);
        Map<Split, String> sha256 = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            indices.put(split, of(splits, split).toArray());
            sha256.put(split, HexFormat.of().formatHex(of(digests, split).digest()));
        }
        return new Dataset(name, labels, preprocessing, pixels, classes.toArray(), exampleNames, indices, sha256);
    }

    private static <T> T of(Map<Split, T> values, Split split) {
        T value = values.get(split);
        if (value == null) {
            throw new IllegalStateException("Every split has its own, " + split + " has none");
        }
        return value;
    }

    private static final class IntList {
        private int[] values = new int[1024];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        int size() {
            return size;
        }

        int[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
