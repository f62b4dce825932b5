package io.vedette.trainer.evaluation;

import io.vedette.core.drift.NumberReference;
import io.vedette.core.drift.Signal;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * How a number is distributed in a drift reference, drawn as an inline SVG picture of equally wide columns.
 *
 * <p>The reference's bins hold about as many values each, so that drawn as they are they would all be as high. Each bin's share is laid evenly over its width
 * and gathered by column. The two outermost bins have no end of their own; they reach to four deviations from the mean, or to where the number ends.
 */
final class DensityChart {
    static final int COLUMNS = 30;

    private static final double REACH = 4;
    private static final int WIDTH = 300;
    private static final int HEIGHT = 130;
    private static final int MARGIN = 12;
    private static final int BOTTOM = 22;

    private final NumberReference number;
    private final double low;
    private final double high;
    private final double[] shares = new double[COLUMNS];

    DensityChart(NumberReference number) {
        this.number = number;
        List<Double> bounds = number.histogram().bounds();
        double reach = REACH * number.deviation();
        double lowest = Math.min(number.mean() - reach, bounds.isEmpty() ? number.mean() : bounds.get(0));
        double highest =
                Math.max(number.mean() + reach, bounds.isEmpty() ? number.mean() : bounds.get(bounds.size() - 1));
        this.low = number.signal() == Signal.SHARPNESS ? lowest : Math.max(0, lowest);
        this.high = isShare(number.signal()) ? Math.min(1, highest) : highest;
        double total = Math.max(1, number.histogram().total());
        for (int bin = 0; bin <= bounds.size(); bin++) {
            spread(
                    bin == 0 ? low : bounds.get(bin - 1),
                    bin == bounds.size() ? high : bounds.get(bin),
                    number.histogram().counts().get(bin) / total);
        }
    }

    private static boolean isShare(Signal signal) {
        return signal != Signal.SHARPNESS && signal != Signal.NOVELTY && signal != Signal.SCENE;
    }

    private void spread(double from, double to, double share) {
        double width = (high - low) / COLUMNS;
        if (!(to > from)) {
            shares[(int) Math.max(0, Math.min(COLUMNS - 1.0, Math.floor((from - low) / width)))] += share;
            return;
        }
        for (int column = 0; column < COLUMNS; column++) {
            double overlap = Math.min(to, edge(column + 1)) - Math.max(from, edge(column));
            shares[column] += share * Math.max(0, overlap) / (to - from);
        }
    }

    /** Where a column begins, in the number's unit. */
    double edge(int column) {
        return low + (high - low) * column / COLUMNS;
    }

    /** What share of the values each column has; a copy. */
    double[] shares() {
        return shares.clone();
    }

    /** The chart as an SVG element. */
    String toSvg(String title) {
        StringBuilder svg = new StringBuilder(4096);
        svg.append("<svg role=\"img\" aria-label=\"")
                .append(Html.escape(title))
                .append("\" viewBox=\"0 0 %d %d\">".formatted(WIDTH, HEIGHT));
        double highest = DoubleStream.of(shares).max().orElse(0);
        double column = (WIDTH - 2.0 * MARGIN) / COLUMNS;
        double floor = HEIGHT - BOTTOM;
        for (int i = 0; i < COLUMNS; i++) {
            double height = highest == 0 ? 0 : (floor - MARGIN) * shares[i] / highest;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"column\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"><title>%.3f to %.3f: %.1f %%</title></rect>",
                    MARGIN + i * column,
                    floor - height,
                    column - 0.8,
                    height,
                    edge(i),
                    edge(i + 1),
                    100 * shares[i]));
        }
        svg.append("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                .formatted(MARGIN, WIDTH - MARGIN, floor, floor));
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"mean\" x1=\"%1$.2f\" x2=\"%1$.2f\" y1=\"4\" y2=\"%2$.1f\"/>",
                MARGIN + (number.mean() - low) / (high - low) * (WIDTH - 2.0 * MARGIN),
                floor));
        tick(svg, "start", MARGIN, low);
        tick(svg, "middle", WIDTH / 2, (low + high) / 2);
        tick(svg, "end", WIDTH - MARGIN, high);
        return svg.append("</svg>").toString();
    }

    private static void tick(StringBuilder svg, String anchor, int x, double value) {
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"tick\" text-anchor=\"%s\" x=\"%d\" y=\"%d\">%.3f</text>",
                anchor,
                x,
                HEIGHT - 6,
                value));
    }
}
