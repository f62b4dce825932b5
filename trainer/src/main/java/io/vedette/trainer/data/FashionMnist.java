package io.vedette.trainer.data;

import io.vedette.core.bundle.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/*
 * The Debian package's files hold the publisher's compressed streams with another gzip header, so that only the content has one digest for
 * both. The content digests were computed from the package's files, and the publisher's own files (by their published MD5s) proved to hold
 * the same streams.
 */
/** Fashion-MNIST by name: from the system's data package, else from a cache, else from its publisher. */
public final class FashionMnist {
    /** The name on the command line. */
    public static final String NAME = "fashion-mnist";

    /** Where the Debian package {@code dataset-fashion-mnist} puts its files. */
    public static final Path SYSTEM_FOLDER = Path.of("/usr/share/datasets/fashion-mnist");

    /** The ten classes, as folder names. */
    public static final List<String> LABELS = List.of(
            "T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle-boot");

    private static final URI PUBLISHER = URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/");

    // Of the training pictures, in units of full brightness.
    private static final float MEAN = 0.2860f;
    private static final float DEVIATION = 0.3530f;

    private static final IdxPart TRAIN_PICTURES = new IdxPart(
            "train-images-idx3-ubyte.gz", "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888");
    private static final IdxPart TRAIN_LABELS = new IdxPart(
            "train-labels-idx1-ubyte.gz", "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9");
    private static final IdxPart TEST_PICTURES = new IdxPart(
            "t10k-images-idx3-ubyte.gz", "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b");
    private static final IdxPart TEST_LABELS = new IdxPart(
            "t10k-labels-idx1-ubyte.gz", "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");
    private static final List<IdxPart> PARTS = List.of(TRAIN_PICTURES, TRAIN_LABELS, TEST_PICTURES, TEST_LABELS);

    private final Path systemFolder;
    private final Path cacheFolder;
    private final Fetcher fetcher;
    private final Progress progress;

    public FashionMnist(Path systemFolder, Path cacheFolder, Fetcher fetcher, Progress progress) {
        this.systemFolder = systemFolder;
        this.cacheFolder = cacheFolder;
        this.fetcher = fetcher;
        this.progress = progress;
    }

    /** Reads the dataset; a stratified, seeded share of its training pictures becomes the validation split. */
    public Dataset read(double validationShare, long seed) throws IOException {
        Path folder = findComplete().orElseGet(this::download);
        for (IdxPart part : PARTS) {
            requireContent(part, folder.resolve(part.file));
        }
        return new IdxReader(NAME, LABELS, MEAN, DEVIATION)
                .read(
                        pair(folder, TRAIN_PICTURES, TRAIN_LABELS),
                        pair(folder, TEST_PICTURES, TEST_LABELS),
                        validationShare,
                        seed);
    }

    private Optional<Path> findComplete() {
        return List.of(systemFolder, cacheFolder).stream()
                .filter(folder -> PARTS.stream().allMatch(part -> Files.isRegularFile(folder.resolve(part.file))))
                .findFirst();
    }

    private Path download() {
        progress.begin("Downloading " + NAME, PARTS.size());
        try {
            Files.createDirectories(cacheFolder);
            for (IdxPart part : PARTS) {
                Path target = cacheFolder.resolve(part.file);
                if (!Files.isRegularFile(target)) {
                    download(part, target);
                }
                progress.advance(1);
            }
        } catch (IOException e) {
            throw new DatasetUnavailableException(NAME, systemFolder, PUBLISHER, cacheFolder, e);
        } finally {
            progress.end();
        }
        return cacheFolder;
    }

    private void download(IdxPart part, Path target) throws IOException {
        Path partial = Files.createTempFile(cacheFolder, part.file, ".part");
        try {
            try (InputStream in = fetcher.fetch(PUBLISHER.resolve(part.file));
                    OutputStream out = Files.newOutputStream(partial)) {
                in.transferTo(out);
            }
            requireContent(part, partial);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static void requireContent(IdxPart part, Path file) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        try (InputStream in = new DigestInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (java.util.zip.ZipException | java.io.EOFException e) {
            throw new IdxSizeException(file, "its compression is broken (" + e.getMessage() + ")");
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(part.contentSha256)) {
            throw new DigestMismatchException(file, part.contentSha256, found);
        }
    }

    private static IdxReader.Pair pair(Path folder, IdxPart pictures, IdxPart labels) {
        return new IdxReader.Pair(folder.resolve(pictures.file), folder.resolve(labels.file));
    }

    /** Brings what an address names. */
    @FunctionalInterface
    public interface Fetcher {
        /** The bytes at {@code address}, to be closed by the caller. */
        InputStream fetch(URI address) throws IOException;
    }

    private record IdxPart(String file, String contentSha256) {}
}
