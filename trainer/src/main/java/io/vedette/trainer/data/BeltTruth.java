package io.vedette.trainer.data;

import io.vedette.core.json.JsonFormatException;
import io.vedette.core.json.RecordJson;
import io.vedette.runtime.image.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What passes in a belt video, frame by frame; the file beside the video.
 *
 * @param schema of the file, 1
 * @param region the part of the frames that is looked at
 * @param items what passes, each with the frames in which it is seen
 */
public record BeltTruth(int schema, int frames, Region region, List<Item> items) {
    private static final int SCHEMA = 1;

    public BeltTruth {
        items = List.copyOf(items);
        if (schema != SCHEMA) {
            throw new IllegalArgumentException("schema is not " + SCHEMA + ": " + schema);
        }
        if (frames < 1) {
            throw new IllegalArgumentException("frames are not positive: " + frames);
        }
    }

    /**
     * Reads the file beside a video: {@code belt.json} beside {@code belt.mp4}.
     *
     * @throws BadTruthFileException if it is missing or damaged
     */
    public static BeltTruth beside(Path video) {
        String name = String.valueOf(video.getFileName());
        int dot = name.lastIndexOf('.');
        Path file = video.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".json");
        try {
            return RecordJson.read(Files.readAllBytes(file), BeltTruth.class);
        } catch (IOException e) {
            throw new BadTruthFileException(file, "it cannot be read (" + e + ")");
        } catch (JsonFormatException e) {
            throw new BadTruthFileException(file, String.valueOf(e.getMessage()));
        }
    }

    /**
     * One item's passage.
     *
     * @param firstFrame the first in which any part of it is in the region
     * @param centredFrom the first in which all of it is
     * @param centredTo the last in which all of it is
     * @param lastFrame the last in which any part of it is
     */
    public record Item(String label, int firstFrame, int lastFrame, int centredFrom, int centredTo) {
        public Item {
            if (firstFrame < 0 || firstFrame > centredFrom || centredFrom > centredTo || centredTo > lastFrame) {
                throw new IllegalArgumentException(
                        "frames of item %s are not in order: first %d, centred from %d to %d, last %d"
                                .formatted(label, firstFrame, centredFrom, centredTo, lastFrame));
            }
        }

        /** About what share of the item is in the region; the belt moves evenly. */
        double visibleShare(int frame) {
            if (frame < firstFrame || frame > lastFrame) {
                return 0;
            }
            if (frame < centredFrom) {
                return (frame - firstFrame + 1.0) / (centredFrom - firstFrame + 1);
            }
            if (frame > centredTo) {
                return (lastFrame - frame + 1.0) / (lastFrame - centredTo + 1);
            }
            return 1;
        }
    }
}
