package io.vedette.trainer.data;

import io.vedette.core.bundle.PreprocessingSpec;
import io.vedette.runtime.media.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a folder of pictures with one folder a class, either directly or inside of {@code train}, {@code val} and {@code test}; a split
 * without a folder of its own is a stratified, seeded share of the training pictures. Pictures that cannot be read are reported and skipped.
 */
public final class FolderReader {
    private final PreprocessingSpec preprocessing;
    private final SplitShares shares;
    private final double allowedBadShare;
    private final Consumer<BadPicture> badPictures;
    private final Progress progress;

    public FolderReader(
            PreprocessingSpec preprocessing,
            SplitShares shares,
            double allowedBadShare,
            Consumer<BadPicture> badPictures,
            Progress progress) {
        this.preprocessing = preprocessing;
        this.shares = shares;
        this.allowedBadShare = allowedBadShare;
        this.badPictures = badPictures;
        this.progress = progress;
    }

    /** Reads the folder. */
    public Dataset read(Path root) throws IOException {
        Optional<Path> trainFolder = ClassFolders.findFolder(root, "train");
        Path trainRoot = trainFolder.orElse(root);
        Map<String, List<Path>> train = ClassFolders.list(trainRoot);
        if (train.isEmpty()) {
            throw new NoClassesException(root);
        }
        List<String> labels = List.copyOf(train.keySet());
        Map<Split, Map<String, List<Path>>> files = new EnumMap<>(Split.class);
        files.put(Split.TRAIN, train);
        if (trainFolder.isPresent()) {
            putFolder(files, Split.VALIDATION, labels, ClassFolders.findFolder(root, "val", "validation"));
            putFolder(files, Split.TEST, labels, ClassFolders.findFolder(root, "test"));
        }
        Map<Split, Loaded> loaded = load(root, labels, files);
        requireNoEmptyClass(labels, trainRoot, loaded);
        return assemble(root, labels, loaded);
    }

    /** Reads a folder as test examples only: of its {@code test} folder if it has one, else of its class folders, all of the given labels. */
    public Dataset readTest(Path root, List<String> labels) throws IOException {
        Path folder = ClassFolders.findFolder(root, "test").orElse(root);
        Map<Split, Map<String, List<Path>>> files = new EnumMap<>(Split.class);
        putFolder(files, Split.TEST, labels, Optional.of(folder));
        Loaded loaded = get(load(folder, labels, files), Split.TEST);
        if (loaded.classes.isEmpty()) {
            throw new NoClassesException(root);
        }
        DatasetBuilder builder = new DatasetBuilder(nameOf(root), labels, preprocessing);
        loaded.appendTo(builder, Split.TEST, Stratification.all(loaded.classes.size()));
        return builder.build();
    }

    private static String nameOf(Path root) {
        return String.valueOf(root.toAbsolutePath().normalize().getFileName());
    }

    private static void putFolder(
            Map<Split, Map<String, List<Path>>> files, Split split, List<String> labels, Optional<Path> folder)
            throws IOException {
        if (folder.isEmpty()) {
            return;
        }
        Map<String, List<Path>> classes = ClassFolders.list(folder.get());
        for (String label : classes.keySet()) {
            if (!labels.contains(label)) {
                throw new UnknownClassException(label, folder.get());
            }
        }
        files.put(split, classes);
    }

    private Map<Split, Loaded> load(Path root, List<String> labels, Map<Split, Map<String, List<Path>>> files) {
        int total = files.values().stream()
                .flatMap(classes -> classes.values().stream())
                .mapToInt(List::size)
                .sum();
        Map<Split, Loaded> loaded = new EnumMap<>(Split.class);
        int bad = 0;
        progress.begin("Reading " + nameOf(root), total);
        try (PictureLoader loader = new PictureLoader(preprocessing)) {
            for (Map.Entry<Split, Map<String, List<Path>>> split : files.entrySet()) {
                Loaded into = new Loaded(preprocessing.pixelBytes());
                loaded.put(split.getKey(), into);
                for (Map.Entry<String, List<Path>> label : split.getValue().entrySet()) {
                    for (Path file : label.getValue()) {
                        bad += into.add(loader, file, label.getKey(), labels.indexOf(label.getKey())) ? 0 : 1;
                        progress.advance(1);
                    }
                }
            }
        } finally {
            progress.end();
        }
        if (bad > allowedBadShare * total) {
            throw new TooManyBadPicturesException(root, bad, total, allowedBadShare);
        }
        return loaded;
    }

    private static void requireNoEmptyClass(List<String> labels, Path trainRoot, Map<Split, Loaded> loaded) {
        Loaded train = get(loaded, Split.TRAIN);
        for (int i = 0; i < labels.size(); i++) {
            if (!train.classes.contains(i)) {
                throw new EmptyClassException(labels.get(i), trainRoot.resolve(labels.get(i)));
            }
        }
    }

    private Dataset assemble(Path root, List<String> labels, Map<Split, Loaded> loaded) {
        DatasetBuilder builder = new DatasetBuilder(nameOf(root), labels, preprocessing);
        Loaded train = get(loaded, Split.TRAIN);
        int[] remaining = Stratification.all(train.classes.size());
        for (Split split : List.of(Split.TEST, Split.VALIDATION)) {
            Loaded own = loaded.get(split);
            if (own != null) {
                own.appendTo(builder, split, Stratification.all(own.classes.size()));
            } else {
                int[] candidates = remaining;
                Stratification parts = Stratification.of(train.classesOf(candidates), shares.of(split), shares.seed());
                train.appendTo(builder, split, pick(candidates, parts.share()));
                remaining = pick(candidates, parts.rest());
            }
        }
        train.appendTo(builder, Split.TRAIN, remaining);
        return builder.build();
    }

    private static int[] pick(int[] values, int[] positions) {
        return Arrays.stream(positions).map(position -> values[position]).toArray();
    }

    private static Loaded get(Map<Split, Loaded> loaded, Split split) {
        Loaded result = loaded.get(split);
        if (result == null) {
            throw new IllegalStateException("The split " + split + " was not loaded");
        }
        return result;
    }

    /** Pictures with their classes and names, not yet split. */
    private final class Loaded {
        private final PackedPixels pixels;
        private final List<Integer> classes = new ArrayList<>();
        private final List<String> names = new ArrayList<>();

        Loaded(int exampleBytes) {
            this.pixels = new PackedPixels(exampleBytes);
        }

        boolean add(PictureLoader loader, Path file, String label, int classIndex) {
            try {
                pixels.add(loader.load(file), 0);
            } catch (UnreadableSourceException e) {
                badPictures.accept(new BadPicture(file, e.reason()));
                return false;
            }
            classes.add(classIndex);
            names.add(label + "/" + file.getFileName());
            return true;
        }

        int[] classesOf(int[] positions) {
            return Arrays.stream(positions).map(classes::get).toArray();
        }

        void appendTo(DatasetBuilder builder, Split split, int[] positions) {
            for (int position : positions) {
                builder.add(split, classes.get(position), pixels.get(position), 0, names.get(position));
            }
        }
    }
}
