package io.vedette.trainer.data;

/** Pictures in the form that a device samples them: one of each thing that passes, and one of each gap. */
public final class DevicePictures {
    private final Dataset dataset;
    private final int[] examples;

    private DevicePictures(Dataset dataset, int[] examples) {
        this.dataset = dataset;
        this.examples = examples;
    }

    /** A dataset's examples of a split, each of a thing of its own. */
    public static DevicePictures of(Dataset dataset, Split split) {
        return new DevicePictures(dataset, dataset.indices(split));
    }

    /** How many there are. */
    public int size() {
        return examples.length;
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
