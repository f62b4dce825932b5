package io.vedette.trainer.data;

import io.vedette.runtime.media.PictureWriter;
import io.vedette.runtime.media.Pixels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a dataset's examples as PNG files, one folder a class. */
public final class PictureExport {
    private final Dataset dataset;
    private final Progress progress;

    public PictureExport(Dataset dataset, Progress progress) {
        this.dataset = dataset;
        this.progress = progress;
    }

    /** Writes at most {@code limit} examples of a split, in the classes' proportions; returns how many. */
    public int write(Split split, int limit, long seed, Path target) throws IOException {
        int[] all = dataset.indices(split);
        int[] chosen = Stratification.atMost(limit, all, dataset.classesOf(all), seed);
        Pixels pixels = Pixels.allocate(
                dataset.preprocessing().width(),
                dataset.preprocessing().height(),
                dataset.preprocessing().colourOrder());
        byte[] packed = new byte[dataset.preprocessing().pixelBytes()];
        progress.begin("Writing " + target.getFileName(), chosen.length);
        try (PictureWriter writer = PictureWriter.png()) {
            for (int example : chosen) {
                dataset.pixels().copyTo(example, packed, 0);
                pixels.bytes().put(0, packed);
                Path folder =
                        Files.createDirectories(target.resolve(dataset.labels().get(dataset.classOf(example))));
                writer.write(folder.resolve("%06d.png".formatted(example)), pixels);
                progress.advance(1);
            }
        } finally {
            progress.end();
        }
        return chosen.length;
    }
}
