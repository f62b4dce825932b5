package io.vedette.trainer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The CIFAR pictures of the shared test data; where that is absent a test that asks for them ends here, skipped. */
public final class CifarFolder {
    private static final int BLOCK = 512;
    private static final Pattern PICTURE = Pattern.compile("[^/]+/(train|test)/([a-z]+)/(\\d+)\\.jpg");

    private CifarFolder() {}

    /**
     * One of them.
     *
     * @param number from 0 within its class
     */
    public record Picture(boolean isTrain, String label, int number) {}

    /** Takes one picture. */
    @FunctionalInterface
    public interface Visitor {
        void accept(Picture picture, byte[] jpeg) throws IOException;
    }

    /**
     * Unpacks the first pictures of each class as {@code train} and {@code test} with one folder a class.
     *
     * @param train how many of each class to train with
     * @param test how many of each class to test with
     */
    public static Path unpack(Path target, int train, int test) throws IOException {
        read(picture -> picture.number() < (picture.isTrain() ? train : test), (picture, jpeg) -> {
            Path side = target.resolve(picture.isTrain() ? "train" : "test");
            write(side, picture, jpeg);
        });
        return target;
    }

    /** Writes a picture to the folder of its class. */
    public static void write(Path classes, Picture picture, byte[] jpeg) throws IOException {
        Path folder = Files.createDirectories(classes.resolve(picture.label()));
        Files.write(folder.resolve("%04d.jpg".formatted(picture.number())), jpeg);
    }

    /** Reads pictures in their order: those to train with first, class by class. */
    public static void read(Predicate<Picture> isWanted, Visitor visitor) throws IOException {
        try (InputStream tar = Files.newInputStream(SharedData.require("cifar10-jpeg.tar"))) {
            byte[] header = tar.readNBytes(BLOCK);
            while (header.length == BLOCK && header[0] != 0) {
                String name = new String(header, 0, 100, StandardCharsets.US_ASCII).trim();
                String size = new String(header, 124, 11, StandardCharsets.US_ASCII).trim();
                int bytes = Integer.parseInt(size, 8);
                int padding = Math.floorMod(-bytes, BLOCK);
                Matcher matcher = PICTURE.matcher(name);
                Picture picture = matcher.matches()
                        ? new Picture(
                                matcher.group(1).equals("train"), matcher.group(2), Integer.parseInt(matcher.group(3)))
                        : null;
                if (picture != null && isWanted.test(picture)) {
                    visitor.accept(picture, tar.readNBytes(bytes));
                    tar.skipNBytes(padding);
                } else {
                    tar.skipNBytes(bytes + (long) padding);
                }
                header = tar.readNBytes(BLOCK);
            }
        }
    }
}
