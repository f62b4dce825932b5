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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
        DatasetBuilder builder = new DatasetBuilder(
                        dataset.name() + " + " + names(videos), labels, dataset.preprocessing())
                .addAll(dataset);
        for (Path video : videos) {
            BeltTruth truth = truth(video);
            Map<Integer, String> plan = new BeltPlan(truth, sampling).frames();
            requireKnownLabels(plan, labels, video);
            append(builder, video, truth, plan, splits(plan, labels));
        }
        return builder.build();
    }

    /** A labelled video's frames as test examples only. */
    public Dataset readTest(Path video, List<String> labels, PreprocessingSpec preprocessing) {
        DatasetBuilder builder = new DatasetBuilder(names(List.of(video)), labels, preprocessing);
        BeltTruth truth = truth(video);
        Map<Integer, String> plan = new BeltPlan(truth, sampling).frames();
        requireKnownLabels(plan, labels, video);
        append(builder, video, truth, plan, same(Split.TEST, plan.size()));
        return builder.build();
    }

    /**
     * Labelled videos' pictures as a device samples them: the middle frame of each item and of each gap.
     *
     * @param wanted pictures of items; where fewer items pass, several frames of each are taken, spread evenly
     */
    public DevicePictures readDevice(
            List<Path> videos, List<String> labels, PreprocessingSpec preprocessing, int wanted) {
        Map<Path, List<BeltPassage>> passages = new LinkedHashMap<>();
        videos.forEach(video -> passages.put(video, new BeltPlan(truth(video), sampling).passages()));
        long items = passages.values().stream()
                .flatMap(List::stream)
                .filter(BeltPassage::isItem)
                .count();
        int framesPerPassage = (int) Math.max(1, (wanted + items - 1) / Math.max(1, items));
        DatasetBuilder builder = new DatasetBuilder(names(videos), labels, preprocessing);
        List<Integer> numbers = new ArrayList<>();
        int number = 0;
        for (Path video : videos) {
            Map<Integer, String> plan = new TreeMap<>();
            Map<Integer, Integer> numberOf = new TreeMap<>();
            for (BeltPassage passage : passages.getOrDefault(video, List.of())) {
                for (int frame : passage.spread(framesPerPassage)) {
                    plan.put(frame, passage.label());
                    numberOf.put(frame, number);
                }
                number++;
            }
            requireKnownLabels(plan, labels, video);
            append(builder, video, truth(video), plan, same(Split.VALIDATION, plan.size()));
            numbers.addAll(numberOf.values());
        }
        Dataset dataset = builder.build();
        return new DevicePictures(
                dataset,
                dataset.indices(Split.VALIDATION),
                numbers.stream().mapToInt(Integer::intValue).toArray());
    }

    private static BeltTruth truth(Path video) {
        if (!Files.isRegularFile(video)) {
            throw new MissingDataException(video, "a belt video with its truth file beside it");
        }
        return BeltTruth.beside(video);
    }

    private void append(
            DatasetBuilder builder, Path video, BeltTruth truth, Map<Integer, String> plan, Split[] splits) {
        PreprocessingSpec preprocessing = builder.preprocessing();
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
                    builder.add(
                            splits[next++],
                            builder.labels().indexOf(label),
                            packed,
                            0,
                            video.getFileName() + "#" + frame);
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

    private Split[] splits(Map<Integer, String> plan, List<String> labels) {
        int[] classes = plan.values().stream().mapToInt(labels::indexOf).toArray();
        Split[] splits = same(Split.TRAIN, classes.length);
        for (int position :
                Stratification.of(classes, validationShare, sampling.seed()).share()) {
            splits[position] = Split.VALIDATION;
        }
        return splits;
    }

    private static Split[] same(Split split, int count) {
        Split[] splits = new Split[count];
        Arrays.fill(splits, split);
        return splits;
    }

    private static String names(List<Path> videos) {
        return videos.stream().map(video -> String.valueOf(video.getFileName())).collect(Collectors.joining(" + "));
    }
}
