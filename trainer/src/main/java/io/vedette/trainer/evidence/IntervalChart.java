package io.vedette.trainer.evidence;

import io.vedette.trainer.evaluation.Interval;
import java.util.Locale;
import java.util.stream.Stream;

/** Differences with their intervals around zero, all drawn to the same scale, each as an inline SVG picture. */
final class IntervalChart {
    private static final int WIDTH = 220;
    private static final int HEIGHT = 22;

    private final double reach;

    /** @param all every interval that will be drawn */
    IntervalChart(Stream<Interval> all) {
        this.reach = Math.max(
                1e-4,
                all.mapToDouble(interval -> Math.max(Math.abs(interval.low()), Math.abs(interval.high())))
                        .filter(Double::isFinite)
                        .max()
                        .orElse(1));
    }

    /**
     * One difference; positive ones lie right of zero.
     *
     * @param limit what it may be; not drawn where it lies beyond the scale
     */
    String toSvg(double value, Interval interval, double limit) {
        double middle = HEIGHT / 2.0;
        return String.format(
                Locale.ROOT,
                "<svg class=\"interval\" role=\"img\" aria-label=\"%1$.2f points, 95 %%: %2$.2f to %3$.2f\" viewBox=\"0 0 %4$d %5$d\">"
                        + "<line class=\"zero\" x1=\"%6$.1f\" x2=\"%6$.1f\" y1=\"0\" y2=\"%5$d\"/>"
                        + "<line class=\"reach\" x1=\"%7$.1f\" x2=\"%8$.1f\" y1=\"%9$.1f\" y2=\"%9$.1f\"/>%11$s"
                        + "<circle class=\"point\" cx=\"%10$.1f\" cy=\"%9$.1f\" r=\"4\"/></svg>",
                100 * value,
                100 * interval.low(),
                100 * interval.high(),
                WIDTH,
                HEIGHT,
                x(0),
                x(interval.low()),
                x(interval.high()),
                middle,
                x(value),
                Math.abs(limit) <= reach ? mark(limit) : "");
    }

    private String mark(double limit) {
        return String.format(
                Locale.ROOT,
                "<line class=\"limit\" x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"0\" y2=\"%2$d\"/>",
                x(limit),
                HEIGHT);
    }

    private double x(double value) {
        return WIDTH / 2.0 + value / reach * (WIDTH / 2.0 - 6);
    }
}
