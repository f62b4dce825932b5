package io.vedette.trainer.benchmark;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import io.vedette.trainer.data.Dataset;
import io.vedette.trainer.data.DatasetBuilder;
import io.vedette.trainer.data.FolderReader;
import io.vedette.trainer.data.PictureLoader;
import io.vedette.trainer.data.Progress;
import io.vedette.trainer.data.Split;
import io.vedette.trainer.data.SplitShares;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Pictures made by others, as the networks of others want them. */
final class TestPictures {
    /** Of the pictures of each class, what no training or calibration sees. */
    private static final double VALIDATION_SHARE = 0.1;

    private static final int SEED = 42;
    /** The first so many by name calibrate, the others test. */
    private static final int CALIBRATING = 67;

    private TestPictures() {}

    /**
     * A preprocessing.
     *
     * @param zero the level of a pixel, 0 to 255, that becomes zero
     * @param scale what one level more makes
     */
    static PreprocessingSpec preprocessing(int side, double zero, double scale) {
        return new PreprocessingSpec(
                side,
                side,
                ColourOrder.RGB,
                ResizeMode.CENTRE_CROP,
                Interpolation.AREA,
                0,
                Collections.nCopies(3, (float) (zero / 255)),
                Collections.nCopies(3, (float) (1 / (255 * scale))));
    }

    /** CIFAR-10 as folders of JPEG files, {@code train} and {@code test}. */
    static Dataset cifar(Path folder, PreprocessingSpec preprocessing) throws IOException {
        return new FolderReader(
                        preprocessing,
                        new SplitShares(VALIDATION_SHARE, 0, SEED),
                        0,
                        bad -> {
                            throw new IllegalStateException("A picture cannot be read: " + bad);
                        },
                        Progress.SILENT)
                .read(folder);
    }

    /** A sample of ImageNet by name, the first to train and validate, the others to test; classes after a background. */
    static Dataset imageNet(Path data, PreprocessingSpec preprocessing) throws IOException {
        List<String> labels =
                IntStream.rangeClosed(0, 1000).mapToObj(Integer::toString).toList();
        DatasetBuilder builder = new DatasetBuilder("imagenet-sample", labels, preprocessing);
        List<String> index = Files.readAllLines(data.resolve("imagenet-sample/index.tsv"));
        try (PictureLoader loader = new PictureLoader(preprocessing)) {
            for (int i = 1; i < index.size(); i++) {
                String[] columns = index.get(i).split("\t", -1);
                byte[] pixels = loader.load(data.resolve("imagenet-sample/" + columns[0]));
                int truth = Integer.parseInt(columns[1]) + 1;
                if (i <= CALIBRATING) {
                    builder.add(Split.TRAIN, truth, pixels, 0, columns[0]);
                    builder.add(Split.VALIDATION, truth, pixels, 0, columns[0]);
                } else {
                    builder.add(Split.TEST, truth, pixels, 0, columns[0]);
                }
            }
        }
        return builder.build();
    }
}
