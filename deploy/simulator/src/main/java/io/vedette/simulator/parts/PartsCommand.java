package io.vedette.simulator.parts;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vedette simulate parts}: pictures of objects that the network was not trained on. */
@Command(
        name = "parts",
        description = "Draws pictures of machine parts, one folder a kind: new objects for a belt that carries others.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
public final class PartsCommand implements Callable<Integer> {
    private static final int MAX_PICTURES = 100_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--out", required = true, description = "The folder.")
    private Path out;

    @Option(names = "--pictures", description = "Of each kind.", defaultValue = "40")
    private int pictures;

    @Option(names = "--seed", description = "The same seed gives the same pictures.", defaultValue = "7")
    private long seed;

    @Override
    public Integer call() throws IOException {
        if (pictures < 1 || pictures > MAX_PICTURES) {
            throw new ParameterException(
                    spec.commandLine(), "--pictures is not from 1 to " + MAX_PICTURES + ": " + pictures);
        }
        PartPainter painter = new PartPainter(new Random(seed));
        for (Part part : Part.values()) {
            Path folder = Files.createDirectories(out.resolve(part.label()));
            for (int i = 0; i < pictures; i++) {
                BufferedImage image = painter.paint(part);
                ImageIO.write(
                        image, "png", folder.resolve("%05d.png".formatted(i)).toFile());
            }
        }
        spec.commandLine()
                .getOut()
                .println(out + ": " + Part.values().length + " kinds of part, " + pictures + " pictures each");
        return 0;
    }
}
