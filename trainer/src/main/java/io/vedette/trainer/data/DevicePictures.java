package io.vedette.trainer.data;

import java.util.Arrays;

/** Pictures in the form that a device samples them: one of each thing that passes, and one of each gap. */
public final class DevicePictures {
    private final Dataset dataset;
    private final int[] examples;
    private final int[] passages;

    /**
     * @param examples of the dataset
     * @param passages for each of them a number for the thing it shows; several pictures of one thing have one number
     */
    DevicePictures(Dataset dataset, int[] examples, int[] passages) {
        this.dataset = dataset;
        this.examples = examples.clone();
        this.passages = passages.clone();
    }

    /** A dataset's examples of a split, each of a thing of its own. */
    public static DevicePictures of(Dataset dataset, Split split) {
        int[] examples = dataset.indices(split);
        return new DevicePictures(dataset, examples, Stratification.all(examples.length));
    }

    /** How many there are. */
    public int size() {
        return examples.length;
    }

    /** How many things they show. */
    public int passages() {
        return (int) Arrays.stream(passages).distinct().count();
    }

    /** The number of the thing that a picture shows. */
    public int passageOf(int picture) {
        return passages[picture];
    }

    /** A picture's file, or its place within one. */
    public String nameOf(int picture) {
        return dataset.exampleName(examples[picture]);
    }

    /** Where it comes from: a dataset's name, or those of videos. */
    public String name() {
        return dataset.name();
    }

    /** Copies the packed pixels of a picture. */
    public void copyTo(int picture, byte[] target) {
        dataset.pixels().copyTo(examples[picture], target, 0);
    }
}
