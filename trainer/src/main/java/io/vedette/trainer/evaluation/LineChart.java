package io.vedette.trainer.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Curves by epoch drawn as an inline SVG picture. */
final class LineChart {
    private static final int WIDTH = 460;
    private static final int HEIGHT = 260;
    private static final int LEFT = 52;
    private static final int RIGHT = 14;
    private static final int TOP = 14;
    private static final int BOTTOM = 34;
    private static final int GRID_LINES = 4;
    private static final List<String> COLOURS = List.of("#2563eb", "#ea580c", "#059669", "#9333ea");

    private final List<Curve> curves;
    private final double low;
    private final double high;
    private final int epochs;

    LineChart(List<Curve> curves) {
        this.curves = curves;
        double lowest = values().min().orElse(0);
        double highest = values().max().orElse(1);
        double margin = Math.max((highest - lowest) * 0.08, 1e-3);
        this.low = lowest - margin;
        this.high = highest + margin;
        this.epochs =
                curves.stream().mapToInt(curve -> curve.values().size()).max().orElse(1);
    }

    private DoubleStream values() {
        return curves.stream()
                .flatMap(curve -> curve.values().stream())
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite);
    }

    /** The chart as an SVG element. */
    String toSvg(String title) {
        StringBuilder svg = new StringBuilder(4096);
        svg.append("<svg role=\"img\" aria-label=\"").append(Html.escape(title)).append("\" viewBox=\"0 0 ");
        svg.append(WIDTH).append(' ').append(HEIGHT).append("\">");
        grid(svg);
        for (int i = 0; i < curves.size(); i++) {
            curve(svg, curves.get(i), COLOURS.get(i % COLOURS.size()));
        }
        return svg.append("</svg>").toString();
    }

    /** The colours' meaning, as HTML. */
    String legend() {
        StringBuilder html = new StringBuilder("<p class=\"legend\">");
        for (int i = 0; i < curves.size(); i++) {
            html.append("<span><i style=\"background:")
                    .append(COLOURS.get(i % COLOURS.size()))
                    .append("\"></i>")
                    .append(Html.escape(curves.get(i).name()))
                    .append("</span>");
        }
        return html.append("</p>").toString();
    }

    private void grid(StringBuilder svg) {
        for (int line = 0; line <= GRID_LINES; line++) {
            double value = low + (high - low) * line / GRID_LINES;
            String y = number(y(value));
            svg.append("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>"
                    .formatted(LEFT, WIDTH - RIGHT, y, y));
            svg.append("<text class=\"tick\" text-anchor=\"end\" x=\"%d\" y=\"%s\" dy=\"4\">%s</text>"
                    .formatted(LEFT - 8, y, String.format(Locale.ROOT, "%.3f", value)));
        }
        int step = Math.max(1, (epochs + 9) / 10);
        for (int epoch = 1; epoch <= epochs; epoch += step) {
            svg.append("<text class=\"tick\" text-anchor=\"middle\" x=\"%s\" y=\"%d\">%d</text>"
                    .formatted(number(x(epoch)), HEIGHT - BOTTOM + 18, epoch));
        }
        svg.append("<text class=\"tick\" text-anchor=\"end\" x=\"%d\" y=\"%d\">epoch</text>"
                .formatted(WIDTH - RIGHT, HEIGHT - 2));
    }

    private void curve(StringBuilder svg, Curve curve, String colour) {
        StringBuilder points = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        for (int i = 0; i < curve.values().size(); i++) {
            double value = curve.values().get(i);
            if (Double.isFinite(value)) {
                String x = number(x(i + 1));
                String y = number(y(value));
                points.append(x).append(',').append(y).append(' ');
                dots.append("<circle cx=\"%s\" cy=\"%s\" r=\"3\" fill=\"%s\"><title>%s, epoch %d: %s</title></circle>"
                        .formatted(
                                x,
                                y,
                                colour,
                                Html.escape(curve.name()),
                                i + 1,
                                String.format(Locale.ROOT, "%.4f", value)));
            }
        }
        svg.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"%s\" points=\"%s\"/>"
                .formatted(colour, points.toString().trim()));
        svg.append(dots);
    }

    private double x(int epoch) {
        double share = epochs == 1 ? 0.5 : (epoch - 1) / (double) (epochs - 1);
        return LEFT + 8 + share * (WIDTH - LEFT - RIGHT - 16);
    }

    private double y(double value) {
        return TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
