package io.vedette.trainer.evidence;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The reach of a layer's channels before and after equalization, on a logarithmic scale, as an inline SVG picture. */
final class WeightChart {
    private static final int WIDTH = 300;
    private static final int HEIGHT = 90;
    private static final int MARGIN = 8;
    /** More channels than this are drawn as every second, third … one. */
    private static final int MOST_COLUMNS = 128;

    private final WeightRanges ranges;
    private final double low;
    private final double high;

    WeightChart(WeightRanges ranges) {
        this.ranges = ranges;
        this.high = exponents().max().orElse(0);
        // A dead channel would squeeze all others into one line.
        this.low = Math.max(high - 6, exponents().min().orElse(-1)) - 0.2;
    }

    private DoubleStream exponents() {
        return Stream.of(ranges.before(), ranges.after())
                .flatMap(List::stream)
                .filter(value -> value > 0)
                .mapToDouble(Math::log10);
    }

    String toSvg() {
        StringBuilder svg = new StringBuilder(2048)
                .append("<svg role=\"img\" aria-label=\"reach of weights\" viewBox=\"0 0 %d %d\">"
                        .formatted(WIDTH, HEIGHT));
        int step = (ranges.before().size() + MOST_COLUMNS - 1) / MOST_COLUMNS;
        columns(svg, "before", ranges.before(), step, 0);
        columns(svg, "after", ranges.after(), step, 0.45);
        return svg.append("</svg>").toString();
    }

    private void columns(StringBuilder svg, String name, List<Double> reach, int step, double shift) {
        double column =
                (WIDTH - 2.0 * MARGIN) * step / Math.max(1, ranges.before().size());
        double share = ranges.after().isEmpty() ? 0.9 : 0.45;
        for (int i = 0; i < reach.size(); i += step) {
            double value = reach.get(i);
            double height = value > 0 ? Math.max(0, (Math.log10(value) - low) / (high - low)) * (HEIGHT - MARGIN) : 0;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"><title>channel %d: %.3g</title></rect>",
                    name,
                    MARGIN + ((double) i / step + shift) * column,
                    HEIGHT - height,
                    share * column,
                    height,
                    i,
                    value));
        }
    }
}
