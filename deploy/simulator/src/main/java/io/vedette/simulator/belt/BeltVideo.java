package io.vedette.simulator.belt;

import io.vedette.core.json.RecordJson;
import io.vedette.runtime.media.VideoFormat;
import io.vedette.runtime.media.VideoWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/** Renders a belt into a video, and the truth beside it. */
final class BeltVideo {
    private static final double NANOS = 1e9;

    private final BeltSpec spec;
    private final VideoFormat format;
    private final LongSupplier nanoClock;

    /**
     * @param quantizer of H.264
     * @param nanoClock for the summary's duration
     */
    BeltVideo(BeltSpec spec, int quantizer, int keyframeInterval, LongSupplier nanoClock) {
        Camera camera = spec.camera();
        this.spec = spec;
        this.format =
                new VideoFormat(camera.width(), camera.height(), camera.framesPerSecond(), quantizer, keyframeInterval);
        this.nanoClock = nanoClock;
    }

    /** The truth's file beside a video's. */
    static Path truthFile(Path video) {
        String name = video.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return video.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".json");
    }

    /**
     * Writes {@code video} and its truth.
     *
     * @param progress is told how many items have passed, after each frame
     */
    BeltSummary write(List<LabelledPicture> pictures, Path video, IntConsumer progress)
            throws IOException, InterruptedException {
        long start = nanoClock.getAsLong();
        BeltRun run = new BeltRun(spec, pictures);
        int frames = 0;
        try (VideoWriter writer = VideoWriter.open(video, format);
                FrameEncoder encoder = new FrameEncoder(writer)) {
            while (run.advance()) {
                FramePlanes planes = encoder.take();
                run.draw(planes);
                encoder.submit(planes);
                frames++;
                progress.accept(run.itemsPassed());
            }
            encoder.finish();
        }
        Truth truth = truth(run, video, frames);
        Files.write(truthFile(video), RecordJson.writeIndented(truth));
        return new BeltSummary(
                truth.items().size(),
                frames,
                fewestCentred(truth.items()),
                fewestEmpty(truth.items()),
                run.unreadable(),
                Files.size(video),
                (nanoClock.getAsLong() - start) / NANOS);
    }

    private Truth truth(BeltRun run, Path video, int frames) {
        Camera camera = spec.camera();
        Truth.Region region = new Truth.Region(
                (double) camera.regionLeft() / camera.width(),
                (double) camera.regionTop() / camera.height(),
                (double) camera.regionSide() / camera.width(),
                (double) camera.regionSide() / camera.height());
        return new Truth(
                Truth.SCHEMA,
                video.getFileName().toString(),
                camera.width(),
                camera.height(),
                camera.framesPerSecond(),
                frames,
                spec.seed(),
                region,
                run.passages().stream()
                        .filter(Passage::wasCentred)
                        .map(Passage::toTruth)
                        .toList(),
                run.changes());
    }

    private static int fewestCentred(List<Truth.Item> items) {
        return items.stream()
                .mapToInt(item -> item.centredTo() - item.centredFrom() + 1)
                .min()
                .orElse(0);
    }

    private static int fewestEmpty(List<Truth.Item> items) {
        int fewest = items.isEmpty() ? 0 : items.get(0).firstFrame();
        for (int i = 1; i < items.size(); i++) {
            fewest = Math.min(
                    fewest, items.get(i).firstFrame() - items.get(i - 1).lastFrame() - 1);
        }
        return fewest;
    }
}
