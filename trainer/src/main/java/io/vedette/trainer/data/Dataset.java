package io.vedette.trainer.data;

import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Labelled examples as packed pixels in memory, each used for training, validation or test. */
public final class Dataset {
    private final String name;
    private final List<String> labels;
    private final PreprocessingSpec preprocessing;
    private final PackedPixels pixels;
    private final int[] classes;
    private final List<String> exampleNames;
    private final Map<Split, int[]> splits;
    private final Map<Split, String> digests;

    Dataset(
            String name,
            List<String> labels,
            PreprocessingSpec preprocessing,
            PackedPixels pixels,
            int[] classes,
            List<String> exampleNames,
            Map<Split, int[]> splits,
            Map<Split, String> digests) {
        this.name = name;
        this.labels = List.copyOf(labels);
        this.preprocessing = preprocessing;
        this.pixels = pixels;
        this.classes = classes;
        this.exampleNames = List.copyOf(exampleNames);
        this.splits = Map.copyOf(splits);
        this.digests = Map.copyOf(digests);
    }

    /** Where the examples came from. */
    public String name() {
        return name;
    }

    /** The classes' names; an example's class is an index into this list. */
    public List<String> labels() {
        return labels;
    }

    /** What was and must be done to a picture to make it an example, and to an example to make it a tensor. */
    public PreprocessingSpec preprocessing() {
        return preprocessing;
    }

    /** The same examples with another normalisation of their pixels. */
    Dataset normalised(PixelNormalisation normalisation) {
        return new Dataset(
                name, labels, normalisation.applyTo(preprocessing), pixels, classes, exampleNames, splits, digests);
    }

    /** The examples' pixels in the specification's colour order. */
    public PackedPixels pixels() {
        return pixels;
    }

    /** How many examples there are, all splits together. */
    public int size() {
        return classes.length;
    }

    /** The class of an example. */
    public int classOf(int example) {
        return classes[example];
    }

    /** A file's name, or a place within a file, for people. */
    public String exampleName(int example) {
        return exampleNames.get(example);
    }

    /** The examples of a split, in a fixed order; a copy. */
    public int[] indices(Split split) {
        return splits.getOrDefault(split, new int[0]).clone();
    }

    /** The classes of the given examples, in their order. */
    public int[] classesOf(int[] examples) {
        int[] result = new int[examples.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = classes[examples[i]];
        }
        return result;
    }

    /** SHA-256 over labels, preprocessing and the digests of all splits. */
    public String digest() {
        StringBuilder text =
                new StringBuilder(String.join("\n", labels)).append('\n').append(preprocessing);
        for (Split split : Split.values()) {
            text.append('\n').append(split.id()).append(' ').append(digest(split));
        }
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256 over the labels and pixels of a split's examples, in their order; other classes and splits do not matter. */
    public String digest(Split split) {
        String digest = digests.get(split);
        if (digest == null) {
            throw new IllegalStateException("Every split has a digest, " + split + " has none");
        }
        return digest;
    }
}
