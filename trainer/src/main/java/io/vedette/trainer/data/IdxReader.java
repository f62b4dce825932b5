package io.vedette.trainer.data;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads grey pictures and their labels from pairs of IDX files. */
public final class IdxReader {
    private final String name;
    private final List<String> labels;
    private final List<Float> mean;
    private final List<Float> deviation;

    /** A reader of data whose brightness has the given mean and deviation, in units of full brightness. */
    public IdxReader(String name, List<String> labels, float mean, float deviation) {
        this.name = name;
        this.labels = List.copyOf(labels);
        this.mean = List.of(mean);
        this.deviation = List.of(deviation);
    }

    /**
     * Reads a training and a test pair; a stratified, seeded share of the training pair becomes the validation split.
     *
     * @param train the pair trained on
     * @param test the pair held out
     */
    public Dataset read(Pair train, Pair test, double validationShare, long seed) throws IOException {
        IdxFile trainPictures = IdxFile.readPictures(train.pictures());
        int[] trainClasses = classes(train, trainPictures);
        IdxFile testPictures = IdxFile.readPictures(test.pictures());
        int[] testClasses = classes(test, testPictures);
        int height = trainPictures.size(1);
        int width = trainPictures.size(2);
        if (testPictures.size(1) != height || testPictures.size(2) != width) {
            throw new IdxSizeException(
                    test.pictures(),
                    "its pictures have %d × %d pixels, those of %s %d × %d"
                            .formatted(testPictures.size(2), testPictures.size(1), train.pictures(), width, height));
        }
        DatasetBuilder builder = new DatasetBuilder(name, labels, preprocessing(width, height));
        Stratification parts = Stratification.of(trainClasses, validationShare, seed);
        append(builder, Split.TRAIN, train, trainPictures, trainClasses, parts.rest());
        append(builder, Split.VALIDATION, train, trainPictures, trainClasses, parts.share());
        append(builder, Split.TEST, test, testPictures, testClasses, Stratification.all(testClasses.length));
        return builder.build();
    }

    private PreprocessingSpec preprocessing(int width, int height) {
        return new PreprocessingSpec(
                width, height, ColourOrder.GREY, ResizeMode.STRETCH, Interpolation.AREA, 0, mean, deviation);
    }

    private int[] classes(Pair pair, IdxFile pictures) throws IOException {
        IdxFile file = IdxFile.readLabels(pair.labels());
        if (file.count() != pictures.count()) {
            throw new IdxCountMismatchException(pair.pictures(), pictures.count(), pair.labels(), file.count());
        }
        int[] classes = new int[file.count()];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = file.values()[i] & 0xff;
            if (classes[i] >= labels.size()) {
                throw new LabelRangeException(pair.labels(), i, classes[i], labels.size());
            }
        }
        return classes;
    }

    private static void append(
            DatasetBuilder builder, Split split, Pair pair, IdxFile pictures, int[] classes, int[] indices) {
        int exampleBytes = pictures.values().length / pictures.count();
        String file = String.valueOf(pair.pictures().getFileName())
                .replace("-idx3-ubyte", "")
                .replace(".gz", "");
        for (int index : indices) {
            builder.add(split, classes[index], pictures.values(), index * exampleBytes, file + "#" + index);
        }
    }

    /** A file of pictures and the file of their labels. */
    public record Pair(Path pictures, Path labels) {}
}
