package io.vedette.trainer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The CIFAR pictures of the shared test data as folders, {@code train} and {@code test} with one folder a class. */
public final class CifarFolder {
    private static final int BLOCK = 512;
    private static final Pattern PICTURE = Pattern.compile("[^/]+/((?:train|test)/[a-z]+)/(\\d+)\\.jpg");

    private CifarFolder() {}

    /**
     * Unpacks the first pictures of each class; where the shared data is absent the test ends here, skipped.
     *
     * @param train how many of each class to train with
     * @param test how many of each class to test with
     */
    public static Path unpack(Path target, int train, int test) throws IOException {
        try (InputStream tar = Files.newInputStream(SharedData.require("cifar10-jpeg.tar"))) {
            byte[] header = tar.readNBytes(BLOCK);
            while (header.length == BLOCK && header[0] != 0) {
                String name = new String(header, 0, 100, StandardCharsets.US_ASCII).trim();
                String size = new String(header, 124, 11, StandardCharsets.US_ASCII).trim();
                int bytes = Integer.parseInt(size, 8);
                int padding = Math.floorMod(-bytes, BLOCK);
                Matcher picture = PICTURE.matcher(name);
                if (picture.matches()
                        && Integer.parseInt(picture.group(2))
                                < (picture.group(1).startsWith("train") ? train : test)) {
                    Path folder = Files.createDirectories(target.resolve(picture.group(1)));
                    Files.write(folder.resolve(picture.group(2) + ".jpg"), tar.readNBytes(bytes));
                    tar.skipNBytes(padding);
                } else {
                    tar.skipNBytes(bytes + (long) padding);
                }
                header = tar.readNBytes(BLOCK);
            }
        }
        return target;
    }
}
