package io.vedette.simulator.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PartsCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private int draw(Path out, String... options) {
        String[] arguments = Stream.concat(Stream.of("--out", out.toString()), Stream.of(options))
                .toArray(String[]::new);
        return new CommandLine(new PartsCommand()).execute(arguments);
    }

    private static List<Path> pictures(Path out) throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void call_everyKind_hasAFolderOfPicturesThatDiffer() throws IOException {
        assertThat(draw(folder, "--pictures", "3")).isZero();

        assertThat(pictures(folder)).hasSize(15);
        for (Part part : Part.values()) {
            Path kind = folder.resolve(part.label());
            assertThat(Files.mismatch(kind.resolve("00000.png"), kind.resolve("00001.png")))
                    .isNotNegative();
        }
    }

    @Test
    void call_picture_showsAPartOnBlack() throws IOException {
        draw(folder, "--pictures", "1");

        for (Path file : pictures(folder)) {
            BufferedImage picture = ImageIO.read(file.toFile());
            assertThat(picture.getWidth()).isEqualTo(28).isEqualTo(picture.getHeight());
            int bright = 0;
            for (int i = 0; i < 28 * 28; i++) {
                bright += picture.getRaster().getSample(i % 28, i / 28, 0) > 60 ? 1 : 0;
            }
            // A spring covers about a seventh of the picture, a ring about half.
            assertThat(bright).as(file.toString()).isBetween(28 * 28 / 20, 28 * 28 * 3 / 4);
            assertThat(picture.getRaster().getSample(0, 0, 0)).isZero();
        }
    }

    @Test
    void call_sameSeedAgain_givesTheSamePictures() throws IOException {
        draw(folder.resolve("one"), "--pictures", "2", "--seed", "5");
        draw(folder.resolve("two"), "--pictures", "2", "--seed", "5");
        draw(folder.resolve("three"), "--pictures", "2", "--seed", "6");

        List<Path> one = pictures(folder.resolve("one"));
        List<Path> two = pictures(folder.resolve("two"));
        List<Path> three = pictures(folder.resolve("three"));
        for (int i = 0; i < one.size(); i++) {
            assertThat(one.get(i)).hasSameBinaryContentAs(two.get(i));
        }
        assertThat(Files.mismatch(one.get(0), three.get(0))).isNotNegative();
    }

    @Test
    void call_noPictures_isAUsageError() {
        assertThat(draw(folder, "--pictures", "0")).isEqualTo(2);
    }
}
