package io.vedette.simulator.parts;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;

/** Paints grey pictures of machine parts on black, each of another size, turn, shade and grain. */
final class PartPainter {
    /** A side in pixels, as of the pictures that the belt usually carries. */
    static final int SIDE = 28;

    private static final double GRAIN = 9;

    private final RandomGenerator random;

    PartPainter(RandomGenerator random) {
        this.random = random;
    }

    BufferedImage paint(Part part) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        AffineTransform place = AffineTransform.getTranslateInstance(SIDE / 2.0, SIDE / 2.0);
        place.rotate(2 * Math.PI * random.nextDouble());
        double radius = SIDE / 2.0 * between(0.85, 0.98);
        place.scale(radius, radius);
        graphics.setTransform(place);
        graphics.setPaint(new GradientPaint(-1, 0, grey(between(90, 150)), 1, 0, grey(between(170, 240))));
        graphics.fill(part.outline(random.nextDouble()));
        graphics.dispose();
        roughen(image);
        return image;
    }

    private void roughen(BufferedImage image) {
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int level = image.getRaster().getSample(x, y, 0);
                if (level > 0) {
                    long rough = Math.round(level + GRAIN * random.nextGaussian());
                    image.getRaster().setSample(x, y, 0, (int) Math.max(1, Math.min(255, rough)));
                }
            }
        }
    }

    private double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    private static Color grey(double level) {
        return new Color((int) level, (int) level, (int) level);
    }
}
