package io.vedette.trainer.data;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Small grey pictures of noise with a bright bar whose direction is the class. */
public final class SyntheticPictures {
    public static final List<String> LABELS = List.of("horizontal", "vertical", "empty");
    public static final int SIDE = 12;

    private SyntheticPictures() {}

    public static PreprocessingSpec preprocessing() {
        return new PreprocessingSpec(
                SIDE, SIDE, ColourOrder.GREY, ResizeMode.STRETCH, Interpolation.AREA, 0, List.of(0.3f), List.of(0.3f));
    }

    /** A dataset with the given numbers of examples, the classes in turn. */
    public static Dataset dataset(int train, int validation, int test, long seed) {
        DatasetBuilder builder = new DatasetBuilder("synthetic", LABELS, preprocessing());
        Random random = new Random(seed);
        fill(builder, Split.TRAIN, train, random, 0);
        fill(builder, Split.VALIDATION, validation, random, 0);
        fill(builder, Split.TEST, test, random, 0);
        return builder.build();
    }

    /** A dataset in which every validation example bears the label of another class. */
    public static Dataset contrary(int train, int validation, long seed) {
        DatasetBuilder builder = new DatasetBuilder("contrary", LABELS, preprocessing());
        Random random = new Random(seed);
        fill(builder, Split.TRAIN, train, random, 0);
        fill(builder, Split.VALIDATION, validation, random, 1);
        return builder.build();
    }

    private static void fill(DatasetBuilder builder, Split split, int count, Random random, int labelOffset) {
        for (int i = 0; i < count; i++) {
            int label = i % LABELS.size();
            int told = (label + labelOffset) % LABELS.size();
            builder.add(split, told, picture(label, random), 0, split.id() + "#" + i);
        }
    }

    /** Writes a folder of pictures for each label, by the label's place among them. */
    public static Path write(Path target, List<String> labels, int perLabel, long seed) {
        Random random = new Random(seed);
        for (int label = 0; label < labels.size(); label++) {
            for (int i = 0; i < perLabel; i++) {
                Path file = target.resolve(labels.get(label)).resolve(i + ".png");
                PictureFiles.grey(file, SIDE, SIDE, picture(label, random));
            }
        }
        return target;
    }

    /** One picture of a class. */
    public static byte[] picture(int label, Random random) {
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(120);
        }
        if (label < 2) {
            int at = 1 + random.nextInt(SIDE - 3);
            for (int along = 0; along < SIDE; along++) {
                for (int across = at; across < at + 2; across++) {
                    pixels[label == 0 ? across * SIDE + along : along * SIDE + across] =
                            (byte) (150 + random.nextInt(100));
                }
            }
        }
        return pixels;
    }
}
