package io.vedette.trainer.data;

import io.vedette.core.bundle.ColourOrder;
import io.vedette.core.bundle.Interpolation;
import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.core.bundle.ResizeMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads whatever a {@link DataSource} names. */
public final class DatasetReader {
    private static final int LETTERBOX_GREY = 114;

    private final Path cacheFolder;
    private final Consumer<BadPicture> badPictures;
    private final Progress progress;

    /**
     * @param cacheFolder where downloaded datasets are kept
     * @param badPictures hears of every picture that is skipped
     */
    public DatasetReader(Path cacheFolder, Consumer<BadPicture> badPictures, Progress progress) {
        this.cacheFolder = cacheFolder;
        this.badPictures = badPictures;
        this.progress = progress;
    }

    /** Reads the data and its extra videos. */
    public Dataset read(DataSource source) throws IOException {
        PixelNormalisation normalisation = source.normalisation();
        Dataset read = readData(source);
        Dataset dataset = normalisation == null ? read : read.normalised(normalisation);
        if (source.extras().isEmpty()) {
            return dataset;
        }
        return new BeltReader(source.beltSampling(), progress)
                .extend(dataset, source.extras().stream().map(Path::of).toList());
    }

    private Dataset readData(DataSource source) throws IOException {
        if (source.data().equals(FashionMnist.NAME)) {
            return new FashionMnist(
                            FashionMnist.SYSTEM_FOLDER,
                            cacheFolder.resolve(FashionMnist.NAME),
                            new HttpFetcher(),
                            progress)
                    .read(source.shares().validation(), source.shares().seed());
        }
        Path folder = Path.of(source.data());
        if (!Files.isDirectory(folder)) {
            throw new MissingDataException(
                    folder, "a folder with one folder of pictures a class, or the name " + FashionMnist.NAME);
        }
        return new FolderReader(
                        photographs(source.inputSide()),
                        source.shares(),
                        source.allowedBadShare(),
                        badPictures,
                        progress)
                .read(folder);
    }

    /** How colour photographs are prepared for a square input. */
    static PreprocessingSpec photographs(int side) {
        return new PreprocessingSpec(
                side,
                side,
                ColourOrder.RGB,
                ResizeMode.CENTRE_CROP,
                Interpolation.AREA,
                LETTERBOX_GREY,
                PixelNormalisation.IMAGENET.mean(),
                PixelNormalisation.IMAGENET.deviation());
    }
}
