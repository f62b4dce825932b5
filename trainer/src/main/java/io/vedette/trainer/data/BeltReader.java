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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Adds frames of labelled belt videos to a dataset's training and validation examples, and the class of the empty belt to its labels. */
public final class BeltReader {
    private final BeltSampling sampling;
    private final Progress progress;

    public BeltReader(BeltSampling sampling, Progress progress) {
        this.sampling = sampling;
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
            BeltPlan beltPlan = new BeltPlan(truth, sampling);
            Map<Integer, String> plan = beltPlan.frames();
            requireKnownLabels(plan.values(), labels, video);
            BeltSplit split = new BeltSplit(beltPlan.passages(), labels, sampling);
            append(
                    builder,
                    video,
                    truth,
                    plan,
                    plan.keySet().stream().map(split::of).toArray(Split[]::new));
        }
        return builder.build();
    }

    /** A labelled video's frames as test examples only. */
    public Dataset readTest(Path video, List<String> labels, PreprocessingSpec preprocessing) {
        DatasetBuilder builder = new DatasetBuilder(names(List.of(video)), labels, preprocessing);
        BeltTruth truth = truth(video);
        Map<Integer, String> plan = new BeltPlan(truth, sampling).frames();
        requireKnownLabels(plan.values(), labels, video);
        append(builder, video, truth, plan, same(Split.TEST, plan.size()));
        return builder.build();
    }

    /**
     * Labelled videos' pictures as a device samples them: the middle frame of each item and of each gap. More frames of one item would resemble each
     * other, and a reference of them would seem surer than it is.
     */
    public DevicePictures readDevice(List<Path> videos, List<String> labels, PreprocessingSpec preprocessing) {
        Map<Path, List<BeltPassage>> passages = new LinkedHashMap<>();
        videos.forEach(video -> passages.put(video, passages(video, labels)));
        return read(names(videos), passages, labels, preprocessing);
    }

    /** The same of those items and gaps alone that {@link #extend} held out from training. */
    public DevicePictures readHeldOut(List<Path> videos, List<String> labels, PreprocessingSpec preprocessing) {
        Map<Path, List<BeltPassage>> passages = new LinkedHashMap<>();
        videos.forEach(
                video -> passages.put(video, new BeltSplit(passages(video, labels), labels, sampling).heldOut()));
        return read("unseen items of " + names(videos), passages, labels, preprocessing);
    }

    private List<BeltPassage> passages(Path video, List<String> labels) {
        List<BeltPassage> passages = new BeltPlan(truth(video), sampling)
                .passages().stream()
                        .filter(passage -> !passage.frames().isEmpty())
                        .toList();
        requireKnownLabels(passages.stream().map(BeltPassage::label).toList(), labels, video);
        return passages;
    }

    private DevicePictures read(
            String name, Map<Path, List<BeltPassage>> passages, List<String> labels, PreprocessingSpec preprocessing) {
        DatasetBuilder builder = new DatasetBuilder(name, labels, preprocessing);
        passages.forEach((video, passing) -> {
            Map<Integer, String> plan = new TreeMap<>();
            passing.forEach(passage -> plan.put(passage.middle(), passage.label()));
            append(builder, video, truth(video), plan, same(Split.VALIDATION, plan.size()));
        });
        return DevicePictures.of(builder.build(), Split.VALIDATION);
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

    private static void requireKnownLabels(Collection<String> found, List<String> labels, Path video) {
        for (String label : found) {
            if (!labels.contains(label)) {
                throw new BadTruthFileException(
                        video, "its item \"%s\" is not among the classes %s".formatted(label, labels));
            }
        }
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
