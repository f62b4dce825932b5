package io.vedette.simulator.belt;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures of 28 × 28 pixels, light shapes on black, in a folder per shape. */
final class TestFolder {
    private TestFolder() {}

    static Path fill(Path folder, int picturesPerClass) throws IOException {
        for (int i = 0; i < picturesPerClass; i++) {
            int level = 140 + i * 100 / picturesPerClass;
            write(folder.resolve("disc/" + i + ".png"), level, true);
            write(folder.resolve("block/" + i + ".png"), level, false);
        }
        return folder;
    }

    private static void write(Path file, int level, boolean isRound) throws IOException {
        BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(level, level, level));
        if (isRound) {
            graphics.fillOval(1, 1, 26, 26);
        } else {
            graphics.fillRect(6, 1, 16, 26);
        }
        graphics.dispose();
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }
}
