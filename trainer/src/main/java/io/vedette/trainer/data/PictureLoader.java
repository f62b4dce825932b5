package io.vedette.trainer.data;

import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.runtime.image.Region;
import io.vedette.runtime.media.MediaOptions;
import io.vedette.runtime.media.PictureReader;
import io.vedette.runtime.media.Pixels;
import io.vedette.runtime.media.Scaler;
import java.nio.file.Path;

/** Picture files as packed pixels, decoded and scaled as the device does it; for one thread. */
public final class PictureLoader implements AutoCloseable {
    private static final long MAX_FILE_BYTES = 256L << 20;

    private final PictureReader reader = new PictureReader(MediaOptions.DEFAULT, MAX_FILE_BYTES);
    private final Scaler scaler;
    private final Pixels pixels;

    public PictureLoader(PreprocessingSpec preprocessing) {
        this.scaler = new Scaler(preprocessing, Region.WHOLE);
        this.pixels = scaler.newPixels();
    }

    /**
     * The packed pixels of a picture file.
     *
     * @throws io.vedette.runtime.media.UnreadableSourceException if it is missing, damaged or no picture
     */
    public byte[] load(Path file) {
        reader.read(file, scaler, pixels);
        byte[] packed = new byte[pixels.bytes().limit()];
        pixels.bytes().get(0, packed);
        return packed;
    }

    @Override
    public void close() {
        scaler.close();
    }
}
