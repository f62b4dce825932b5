package io.vedette.simulator.parts;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;

/** A machine part's outline, within the circle of radius 1 around the origin. */
enum Part {
    GEAR {
        @Override
        Area outline(double slimness) {
            Area gear = disc(0.8);
            for (int tooth = 0; tooth < 9; tooth++) {
                gear.add(turned(bar(0.12, 0.6, 1), tooth * 2 * Math.PI / 9));
            }
            gear.subtract(disc(0.2 + 0.3 * slimness));
            return gear;
        }
    },
    RING {
        @Override
        Area outline(double slimness) {
            Area ring = disc(0.95);
            ring.subtract(disc(0.45 + 0.35 * slimness));
            return ring;
        }
    },
    STAR {
        @Override
        Area outline(double slimness) {
            Path2D star = new Path2D.Double();
            for (int corner = 0; corner < 10; corner++) {
                double radius = corner % 2 == 0 ? 1 : 0.55 - 0.25 * slimness;
                double angle = corner * Math.PI / 5;
                if (corner == 0) {
                    star.moveTo(0, -radius);
                } else {
                    star.lineTo(radius * StrictMath.sin(angle), -radius * StrictMath.cos(angle));
                }
            }
            star.closePath();
            return new Area(star);
        }
    },
    SPRING {
        @Override
        Area outline(double slimness) {
            Path2D line = new Path2D.Double();
            line.moveTo(-0.85, 0.4);
            for (int turn = 1; turn <= 7; turn++) {
                line.lineTo(-0.85 + turn * 1.7 / 7, turn % 2 == 0 ? 0.4 : -0.4);
            }
            float thickness = (float) (0.22 - 0.1 * slimness);
            Shape wire =
                    new BasicStroke(thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND).createStrokedShape(line);
            return new Area(wire);
        }
    },
    SPANNER {
        @Override
        Area outline(double slimness) {
            Area spanner =
                    new Area(new Rectangle2D.Double(-0.65, -0.16 + 0.06 * slimness, 1.3, 0.32 - 0.12 * slimness));
            for (int end = -1; end <= 1; end += 2) {
                spanner.add(at(disc(0.34), 0.62 * end));
                spanner.subtract(at(disc(0.17), 0.74 * end));
            }
            return spanner;
        }
    };

    /** @param slimness from 0, stout, to 1 */
    abstract Area outline(double slimness);

    /** The name of its folder. */
    String label() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    private static Area disc(double radius) {
        return new Area(new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius));
    }

    private static Area bar(double halfWidth, double from, double to) {
        return new Area(new Rectangle2D.Double(-halfWidth, from, 2 * halfWidth, to - from));
    }

    private static Area turned(Area area, double angle) {
        return area.createTransformedArea(AffineTransform.getRotateInstance(angle));
    }

    private static Area at(Area area, double x) {
        return area.createTransformedArea(AffineTransform.getTranslateInstance(x, 0));
    }
}
