package io.vedette.trainer.data;

import io.vedette.core.json.RecordJson;
import io.vedette.runtime.image.Region;
import io.vedette.runtime.media.VideoFormat;
import io.vedette.runtime.media.VideoWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Writes small belt videos for tests: the bars of {@link SyntheticPictures}, in turn, each whole for some frames and then gone for as many. */
public final class BeltVideos {
    /** Frames of an item, and of a gap. */
    public static final int STAY = 3;

    private static final int SCALE = 4;
    private static final int HEIGHT = SyntheticPictures.SIDE * SCALE;
    private static final int WIDTH = HEIGHT * 4 / 3;
    private static final Region REGION = new Region(0.125, 0, 0.75, 1);

    private BeltVideos() {}

    /** What passes: an item of either label in turn, after and before a gap. */
    public static BeltTruth truth(int items) {
        List<BeltTruth.Item> passing = new ArrayList<>();
        for (int item = 0; item < items; item++) {
            int first = STAY * (2 * item + 1);
            int last = first + STAY - 1;
            passing.add(new BeltTruth.Item(SyntheticPictures.LABELS.get(item % 2), first, last, first, last));
        }
        return new BeltTruth(1, STAY * (2 * items + 1), REGION, passing);
    }

    /** The video with its truth file beside it. */
    public static Path write(Path video, int items, long seed) throws IOException {
        BeltTruth truth = truth(items);
        String name = String.valueOf(video.getFileName()).replace(".mp4", ".json");
        Files.write(video.resolveSibling(name), RecordJson.write(truth));
        Random random = new Random(seed);
        byte[] chroma = new byte[WIDTH / 2 * HEIGHT / 2];
        Arrays.fill(chroma, (byte) 128);
        try (VideoWriter writer = VideoWriter.open(video, new VideoFormat(WIDTH, HEIGHT, 30, 12, 12))) {
            for (int passage = 0; passage < truth.frames() / STAY; passage++) {
                int label = passage % 2 == 0 ? 2 : passage / 2 % 2;
                byte[] luma = luma(SyntheticPictures.picture(label, random));
                for (int frame = 0; frame < STAY; frame++) {
                    writer.write(luma, chroma, chroma);
                }
            }
            writer.finish();
        }
        return video;
    }

    private static byte[] luma(byte[] picture) {
        byte[] luma = new byte[WIDTH * HEIGHT];
        int left = (WIDTH - HEIGHT) / 2;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < HEIGHT; x++) {
                luma[y * WIDTH + left + x] = picture[y / SCALE * SyntheticPictures.SIDE + x / SCALE];
            }
        }
        return luma;
    }
}
