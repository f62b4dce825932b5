package io.vedette.trainer.evaluation;

import io.vedette.core.drift.NumberReference;
import java.util.Locale;

/** The part of a report that shows with what a device compares what it sees. */
final class DriftSection {
    private final DriftFigures figures;

    DriftSection(DriftFigures figures) {
        this.figures = figures;
    }

    String toHtml() {
        return "<section class=\"card\"><h2>What a device compares with</h2>" + origin() + numbers() + mix()
                + "</section>";
    }

    private String origin() {
        return String.format(
                Locale.ROOT,
                "<p>The drift reference of the last export is made of <b>%,d pictures, one of each thing and gap</b> (%s). A device compares windows of %d samples, "
                        + "of the class mix %d, and may raise one false alarm in %.0f days of %.0f windows.</p>",
                figures.samples(),
                Html.escape(figures.source()),
                figures.window(),
                figures.mixWindow(),
                figures.budget().days(),
                figures.budget().windowsPerDay());
    }

    private String numbers() {
        StringBuilder html = new StringBuilder("<div class=\"densities\">");
        for (NumberReference number : figures.numbers()) {
            String name = number.signal().name().toLowerCase(Locale.ROOT);
            html.append("<figure>")
                    .append(new DensityChart(number).toSvg(name))
                    .append(String.format(
                            Locale.ROOT,
                            "<figcaption><b>%s</b> %.3f ± %.3f <small>of %,d</small></figcaption></figure>",
                            name,
                            number.mean(),
                            number.deviation(),
                            number.histogram().total()));
        }
        return html.append(
                        "</div><p class=\"hint\">The columns are as high as values are dense; the line is their mean. ")
                .append("What lies beyond the reference's outermost bounds is drawn evenly.")
                .append(
                        figures.background().isEmpty()
                                ? ""
                                : " The picture's own numbers are those of the background: " + background() + ".")
                .append("</p>")
                .toString();
    }

    private String mix() {
        double total = Math.max(
                1, figures.classMix().stream().mapToLong(Long::longValue).sum());
        double highest = Math.max(
                1, figures.classMix().stream().mapToLong(Long::longValue).max().orElse(1));
        StringBuilder html = new StringBuilder("<h2>Class mix</h2><table class=\"mix\">");
        for (int i = 0; i < figures.labels().size(); i++) {
            String label = figures.labels().get(i);
            if (!figures.background().contains(label)) {
                long count = figures.classMix().get(i);
                html.append(String.format(
                        Locale.ROOT,
                        "<tr><th>%s</th><td class=\"share\"><i style=\"width:%.1f%%\"></i></td><td>%.1f %%</td><td>%,d</td></tr>",
                        Html.escape(label),
                        100 * count / highest,
                        100 * count / total,
                        count));
            }
        }
        html.append("</table>");
        if (!figures.background().isEmpty()) {
            html.append("<p class=\"hint\">Left out as background: ")
                    .append(background())
                    .append("</p>");
        }
        return html.toString();
    }

    private String background() {
        return Html.escape(String.join(", ", figures.background()));
    }
}
