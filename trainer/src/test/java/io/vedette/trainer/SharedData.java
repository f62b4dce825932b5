package io.vedette.trainer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Test data made by others, which is no part of the project: a test that needs it is skipped where it is absent. */
public final class SharedData {
    private SharedData() {}

    /** A file of the folder that {@code VEDETTE_TEST_DATA} names, else of the one beside the project; without it the test ends here, skipped. */
    public static Path require(String file) {
        Path folder = Optional.ofNullable(System.getenv("VEDETTE_TEST_DATA"))
                .map(Path::of)
                .orElseGet(SharedData::besideTheProject);
        Path path = folder.resolve(file);
        Assumptions.assumeTrue(
                Files.exists(path), () -> "no " + path + ": VEDETTE_TEST_DATA may name the folder with test data");
        return path;
    }

    /** The nearest one, since a working copy may lie deeper than the project does. */
    private static Path besideTheProject() {
        Path working = Path.of("").toAbsolutePath();
        for (Path folder = working; folder != null; folder = folder.getParent()) {
            Path beside = folder.resolve("shared/data");
            if (Files.isDirectory(beside)) {
                return beside;
            }
        }
        return working.resolveSibling("../shared/data").normalize();
    }
}
