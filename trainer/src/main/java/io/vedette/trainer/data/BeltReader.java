package io.vedette.trainer.data;

import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.runtime.media.FrameReader;
import io.vedette.runtime.media.MediaAddress;
import io.vedette.runtime.media.MediaOptions;
import io.vedette.runtime.media.Pixels;
import io.vedette.runtime.media.Scaler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Adds frames of labelled belt videos to a dataset's training and validation examples, and the class of the empty belt to its labels. */
public final class BeltReader {
    private final BeltSampling sampling;
    private final double validationShare;
    private final Progress progress;

    public BeltReader(BeltSampling sampling, double validationShare, Progress progress) {
        this.sampling = sampling;
        this.validationShare = validationShare;
        this.progress = progress;
    }

    /** The dataset with the videos' frames; its test examples stay as they are. */
    public Dataset extend(Dataset dataset, List<Path> videos) {
        List<String> labels = new ArrayList<>(dataset.labels());
        if (!labels.contains(BeltSampling.EMPTY)) {
            labels.add(BeltSampling.EMPTY);
        }
        DatasetBuilder builder =
                new DatasetBuilder(name(dataset, videos), labels, dataset.preprocessing()).addAll(dataset);
        for (Path video : videos) {
            append(builder, labels, dataset.preprocessing(), video, Use.LEARNING);
        }
        return builder.build();
    }

    /** A labelled video's frames as test examples only. */
    public Dataset readTest(Path video, List<String> labels, PreprocessingSpec preprocessing) {
        DatasetBuilder builder = new DatasetBuilder(String.valueOf(video.getFileName()), labels, preprocessing);
        append(builder, labels, preprocessing, video, Use.TEST);
        return builder.build();
    }

    private void append(
            DatasetBuilder builder, List<String> labels, PreprocessingSpec preprocessing, Path video, Use use) {
        if (!Files.isRegularFile(video)) {
            throw new MissingDataException(video, "a belt video with its truth file beside it");
        }
        BeltTruth truth = BeltTruth.beside(video);
        Map<Integer, String> plan = new BeltPlan(truth, sampling).frames();
        requireKnownLabels(plan, labels, video);
        Split[] splits = splits(plan, labels, use);
        progress.begin("Reading " + video.getFileName(), truth.frames());
        int next = 0;
        try (FrameReader reader = FrameReader.open(new MediaAddress.File(video), MediaOptions.DEFAULT);
                Scaler scaler = new Scaler(preprocessing, truth.region())) {
            Pixels pixels = scaler.newPixels();
            byte[] packed = new byte[preprocessing.pixelBytes()];
            for (int frame = 0; reader.read(); frame++) {
                String label = plan.get(frame);
                if (label != null) {
                    scaler.scale(reader.frame(), pixels);
                    pixels.bytes().get(0, packed);
                    builder.add(splits[next++], labels.indexOf(label), packed, 0, video.getFileName() + "#" + frame);
                }
                progress.advance(1);
            }
        } finally {
            progress.end();
        }
        if (next < plan.size()) {
            throw new BadTruthFileException(
                    video,
                    "the video ends before %d of the %d frames sampled from it"
                            .formatted(plan.size() - next, plan.size()));
        }
    }

    private static void requireKnownLabels(Map<Integer, String> plan, List<String> labels, Path video) {
        for (String label : plan.values()) {
            if (!labels.contains(label)) {
                throw new BadTruthFileException(
                        video, "its item \"%s\" is not among the classes %s".formatted(label, labels));
            }
        }
    }

    private Split[] splits(Map<Integer, String> plan, List<String> labels, Use use) {
        int[] classes = plan.values().stream().mapToInt(labels::indexOf).toArray();
        Split[] splits = new Split[classes.length];
        Arrays.fill(splits, use == Use.TEST ? Split.TEST : Split.TRAIN);
        if (use == Use.TEST) {
            return splits;
        }
        for (int position :
                Stratification.of(classes, validationShare, sampling.seed()).share()) {
            splits[position] = Split.VALIDATION;
        }
        return splits;
    }

    /** What a video's frames are for. */
    private enum Use {
        LEARNING,
        TEST
    }

    private static String name(Dataset dataset, List<Path> videos) {
        StringBuilder name = new StringBuilder(dataset.name());
        for (Path video : videos) {
            name.append(" + ").append(video.getFileName());
        }
        return name.toString();
    }
}
